# A new offer is matched with the waiting demands when it is entered or imported, and told on the
# brief until someone says something to the pair.
. "$TOP/tests/cli/lib.sh"

at() { sd --as-of 2026-11-20T09:00 "$@"; }

t_desk
at add organisation uid=prov name=Prov kind=institute member_from=2020-01-01
at add organisation uid=yunhe name=Yunhe kind=enterprise
at add demand uid=sem title="SEM of powders" kind=instrument requester=yunhe minutes=120 budget=900
at add demand uid=nmr title="NMR of proteins" kind=instrument requester=yunhe minutes=120 budget=900

t_case "a new offer tells what it fits"
sd --as-of 2026-11-20T09:30 add resource uid=su name="扫描电镜 SU8010" kind=instrument owner=prov price_member=10
t_code 0
t_like "$out" 'R1 fits a waiting demand: D1 SEM of powders \([0-9]+ points\)'
sd --as-of 2026-11-20T10:00 brief
t_like "$out" '1 new pair that fits'
t_like "$out" 'D1 +SEM of powders +扫描电镜 SU8010 +new R1 fits'
t_like "$out" '1 offer, 1 fits, best D1'
at brief --json
t_like "$out" '"need":"fit","record":"D1","resource":"R1"'

t_case "what fits nothing says nothing"
at add resource uid=lib name=Journals kind=database.library owner=prov
t_unlike "$out" 'fits'

t_case "imported offers too; a dry run finds nothing"
printf 'uid,name,kind,owner\nbruker,NMR 600,instrument,prov\nbath,Water bath,instrument,prov\n' >resources.csv
at import resources.csv --dry-run
t_unlike "$out" 'fit'
sd --as-of 2026-11-20T09:45 import resources.csv
t_code 0
t_like "$out" '1 of 2 new offers fit waiting demands; the best: R[0-9]+ for D2 NMR of proteins'
at import resources.csv
t_unlike "$out" 'fit waiting'
sd --as-of 2026-11-20T10:00 brief
t_like "$out" '3 offers, 2 fit, best D[12]'
t_like "$out" '2 new pairs that fit'

t_case "taken back, it is told no more; nor after something was said to the pair"
at undo
sd --as-of 2026-11-20T10:00 brief
t_unlike "$out" 'NMR 600'
t_like "$out" 'new R1 fits'
at add proposal demand=sem resource=su status=shortlisted
sd --as-of 2026-11-20T10:00 brief
t_unlike "$out" 'new R1 fits'
