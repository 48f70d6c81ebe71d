/* roles.c: who is at the desk, and what that account may do: [roles] of policy.ini. */
#include "internal.h"

#include "sharedesk/base/memory.h"

#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

/* The real user of the process: $USER and $LOGNAME say what their owner likes. */
const char *store_account(struct base_arena *a)
{
    const struct passwd *user = getpwuid(getuid());
    return user ? base_arena_strdup(a, user->pw_name)
                : base_arena_printf(a, "uid-%lu", (unsigned long)getuid());
}

static bool in_group(const char *account, const char *name)
{
    const struct group *group = getgrnam(name);
    if (!group)
        return false;
    gid_t gid = group->gr_gid;
    for (char **member = group->gr_mem; *member; member++) {
        if (strcmp(*member, account) == 0)
            return true;
    }
    const struct passwd *user = getpwnam(account);
    return user && user->pw_gid == gid;
}

/* words: "anna, bo @desk" */
static bool listed(const char *words, const char *account)
{
    static const char BLANKS[] = " ,;\t";
    char word[256];
    for (words += strspn(words, BLANKS); *words; words += strspn(words, BLANKS)) {
        size_t length = strcspn(words, BLANKS);
        if (length < sizeof word) {
            memcpy(word, words, length);
            word[length] = '\0';
            if (word[0] == '@' ? in_group(account, word + 1) : strcmp(word, account) == 0)
                return true;
        }
        words += length;
    }
    return false;
}

enum store_role store_role_of(const struct model_policy *policy, const char *account)
{
    if (base_text_empty(policy->role_viewer) && base_text_empty(policy->role_coordinator) &&
        base_text_empty(policy->role_manager))
        return STORE_MANAGER;
    if (listed(policy->role_manager, account))
        return STORE_MANAGER;
    return listed(policy->role_coordinator, account) ? STORE_COORDINATOR : STORE_VIEWER;
}
