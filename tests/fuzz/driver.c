/* Runs a libFuzzer target without libFuzzer: every seed in tests/fuzz/corpus/<name>/, then
 * mutations of them that are the same on each run. Speaks TAP.
 *
 *   fuzz_x              seeds and FUZZ_RUNS (2000) mutations
 *   fuzz_x FILE...      only these
 *
 * When the target dies, the input is left in ./crash-input. */
#include <dirent.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

enum { INPUT_MAX = 1 << 16, SEEDS_MAX = 1000 };

struct seed {
    char name[256];
    uint8_t *data;
    size_t size;
};

static struct seed seeds[SEEDS_MAX];
static size_t seed_count;
static const uint8_t *current;
static size_t current_size;

static void keep_input(void)
{
    if (!current)
        return;
    FILE *f = fopen("crash-input", "wb");
    if (f) {
        fwrite(current, 1, current_size, f);
        fclose(f);
    }
    current = NULL;
}

static void on_signal(int sig)
{
    keep_input();
    signal(sig, SIG_DFL);
    raise(sig);
}

static void run(const uint8_t *data, size_t size)
{
    /* A copy of the exact size, so that reading past the end is seen. */
    uint8_t *copy = malloc(size ? size : 1);
    if (!copy)
        abort();
    memcpy(copy, data, size);
    current = copy;
    current_size = size;
    LLVMFuzzerTestOneInput(copy, size);
    current = NULL;
    free(copy);
}

static int load(const char *path, const char *name)
{
    if (seed_count == SEEDS_MAX)
        return -1;
    FILE *f = fopen(path, "rb");
    if (!f)
        return -1;
    struct seed *s = &seeds[seed_count];
    snprintf(s->name, sizeof s->name, "%s", name);
    s->data = malloc(INPUT_MAX);
    if (!s->data)
        abort();
    s->size = fread(s->data, 1, INPUT_MAX, f);
    fclose(f);
    seed_count++;
    return 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct seed *)a)->name, ((const struct seed *)b)->name);
}

static void load_all(const char *program)
{
    const char *top = getenv("TOP");
    const char *base = strrchr(program, '/');
    base = base ? base + 1 : program;
    if (strncmp(base, "fuzz_", 5) == 0)
        base += 5;
    char dir[4096];
    snprintf(dir, sizeof dir, "%s/tests/fuzz/corpus/%s", top ? top : ".", base);
    DIR *d = opendir(dir);
    struct dirent *e;
    while (d && (e = readdir(d))) {
        if (e->d_name[0] == '.')
            continue;
        char path[sizeof dir + 300];
        snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
        load(path, e->d_name);
    }
    if (d)
        closedir(d);
    /* The order of a directory is not the same everywhere. */
    qsort(seeds, seed_count, sizeof seeds[0], by_name);
}

static uint64_t state = 20261122;

static size_t below(size_t n)
{
    uint64_t z = (state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (size_t)((z ^ (z >> 31)) % n);
}

static size_t mutate(uint8_t *b, size_t n)
{
    static const char *const words[] = {"\"",
                                        "\r\n",
                                        "\n",
                                        "\r",
                                        ",",
                                        ";",
                                        "=",
                                        "\xef\xbb\xbf",
                                        "\xff\xfe",
                                        "\xc3",
                                        "\xe4\xb8\xad",
                                        "\xf0\x9f\x98\x80",
                                        "%",
                                        "0",
                                        "-1",
                                        "9223372036854775808",
                                        "1e309",
                                        "\\",
                                        "[",
                                        "]",
                                        "BEGIN:",
                                        "TZID="};
    for (size_t times = 1 + below(6); times > 0; times--) {
        size_t at = below(n + 1);
        switch (below(7)) {
        case 0: /* a flipped bit */
            if (at < n)
                b[at] ^= (uint8_t)(1u << below(8));
            break;
        case 1: /* any byte */
            if (at < n)
                b[at] = (uint8_t)below(256);
            break;
        case 2: { /* a piece cut out */
            size_t len = n > at ? 1 + below(n - at) : 0;
            if (len > 64)
                len = 1 + below(64);
            memmove(b + at, b + at + len, n - at - len);
            n -= len;
            break;
        }
        case 3: { /* a piece said twice */
            size_t len = n > at ? 1 + below(n - at) : 0;
            if (len > 0 && n + len <= INPUT_MAX) {
                memmove(b + at + len, b + at, n - at);
                n += len;
            }
            break;
        }
        case 4: { /* a word that means something to parsers */
            const char *w = words[below(sizeof words / sizeof words[0])];
            size_t len = strlen(w);
            if (n + len <= INPUT_MAX) {
                memmove(b + at + len, b + at, n - at);
                memcpy(b + at, w, len);
                n += len;
            }
            break;
        }
        case 5: /* the end cut off */
            n = at;
            break;
        default: { /* the rest from another seed */
            const struct seed *o = &seeds[below(seed_count)];
            size_t from = below(o->size + 1);
            size_t len = o->size - from;
            if (len > INPUT_MAX - at)
                len = INPUT_MAX - at;
            memcpy(b + at, o->data + from, len);
            n = at + len;
            break;
        }
        }
    }
    return n;
}

int main(int argc, char **argv)
{
    signal(SIGABRT, on_signal);
    if (__sanitizer_set_death_callback) {
        __sanitizer_set_death_callback(keep_input);
    } else {
        signal(SIGSEGV, on_signal);
        signal(SIGFPE, on_signal);
        signal(SIGBUS, on_signal);
    }
    for (int i = 1; i < argc; i++) {
        if (load(argv[i], argv[i]) != 0) {
            fprintf(stderr, "%s: cannot read it\n", argv[i]);
            return 2;
        }
    }
    if (argc == 1)
        load_all(argv[0]);

    for (size_t i = 0; i < seed_count; i++)
        run(seeds[i].data, seeds[i].size);
    printf("ok 1 - %zu seeds\n", seed_count);
    fflush(stdout);

    if (argc == 1) {
        static uint8_t buffer[INPUT_MAX];
        const char *runs = getenv("FUZZ_RUNS");
        long n = runs ? atol(runs) : 2000;
        if (seed_count == 0) {
            seeds[0].data = calloc(1, 1);
            seed_count = 1;
        }
        for (long i = 0; i < n; i++) {
            const struct seed *s = &seeds[below(seed_count)];
            memcpy(buffer, s->data, s->size);
            run(buffer, mutate(buffer, s->size));
        }
        printf("ok 2 - %ld mutations\n", n);
    }
    printf("1..%d\n", argc == 1 ? 2 : 1);
    for (size_t i = 0; i < seed_count; i++)
        free(seeds[i].data);
    return 0;
}
