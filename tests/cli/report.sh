# Reports, the brief, the bulletin and letters, as people and scripts call them.
. "$TOP/tests/cli/lib.sh"
export TZ=Asia/Shanghai
now=2026-11-20T09:00
at() {
    sd --as-of "$now" "$@"
}

t_case "a small desk"
t_desk
at add organisation uid=hexi name="Hexi University" contact_email=lin@hexi.example
at add organisation uid=yunhe name="Yunhe <Biotech>"
at add resource uid=sem name="SEM <b>8010</b>" kind=instrument owner=hexi price_member=100 \
    open_hours="Mon-Fri 08:00-18:00" contact_name="Lin Secret" contact_phone=12345
at add resource uid=vault name=Vault kind=facility.key_lab grade=restricted owner=hexi
at add resource uid=inner name=Inner kind=instrument facility=vault owner=hexi
at add demand uid=d1 title="=cmd()" requester=yunhe kind=instrument minutes=120 received=2026-11-10
at add booking uid=b1 resource=sem organisation=yunhe start=2026-11-02T08:00 end=2026-11-02T14:00 \
    status=completed
at add booking uid=b2 resource=sem organisation=hexi start=2026-11-03T08:00 end=2026-11-03T10:00 \
    status=completed
at add booking uid=b3 resource=sem organisation=yunhe start=2026-11-20T08:30 end=2026-11-20T12:00
t_code 0

t_case "reports are listed"
at report
t_code 0
t_like "$out" '^sharing_rate '
t_like "$out" '^duplicates '
at report --json
t_like "$out" '"name":"leverage"'
at report nonsense
t_code 2
t_like "$err" 'sharedesk report lists them'

t_case "one figure, and the records of a row"
at report sharing_rate --from 2026-11 --json
t_is "$out" '[{"key":"2026-11","label":"2026-11","value":0.75,"part":360,"whole":480}]'
at report sharing_rate --by organisation --from 2026-11 --csv
t_like "$out" '^O1,Hexi University,0.75,360,480'
at report sharing_rate --from 2026-11 --row 2026-11 --json
t_like "$out" '"record":"B1"'
t_like "$out" '"record":"B2"'
at report sharing_rate --row 1999-01
t_code 2
at report utilisation --from 2026-12 --to 2026-11
t_code 2
at report utilisation --by moon
t_code 2

t_case "what waits this morning"
at brief
t_code 0
t_like "$out" '^! D1 +=cmd\(\), 2 h +Yunhe <Biotech> +no proposal +10 days'
t_like "$out" '^  B3 +SEM <b>8010</b> .*not checked in +today 08:30'
at brief --csv
t_like "$out" '^proposal,D1,'
t_like "$out" '^check-in,B3,'
at brief --lang zh
t_like "$out" '尚无推荐'

t_case "the bulletin: nothing restricted, nobody's data, nothing that runs"
at bulletin
t_code 2
at bulletin -o out
t_code 0
html=$(cat out/index.html)
t_like "$html" 'SEM &lt;b&gt;8010&lt;/b&gt;'
t_unlike "$html" 'Vault|Inner|Secret|12345|lin@|<b>'
t_unlike "$html" 'Yunhe'
t_like "$(cat out/offers.csv)" '100.00 / 150.00'
t_like "$(cat out/wanted.csv)" "'=cmd\(\)"

t_case "letters"
at letter B3 --kind reminder --to provider
t_code 0
t_like "$out" 'lin@hexi.example'
at letter B3 --kind proposal
t_code 1
at letter B1 --kind reminder
t_code 1
t_like "$err" 'would not be true'
at letter B3 --eml -o letter.eml
t_code 0
t_like "$(cat letter.eml)" '^Subject: =\?UTF-8\?B\?'
at letter B3 --lang zh --json
t_like "$out" '"subject":"预约 B3 已确认'
at letter B3 --sent
t_code 1
t_like "$err" 'noted with proposals only'
at add proposal demand=D1 resource=R1 status=proposed
at letter J1 --sent
t_code 0
t_like "$out" 'Please answer with yes or no by'
t_like "$out" 'Noted that it went out today'
at list proposals --json
t_like "$out" '"provider_told":"20'
at letter J1
t_like "$out" '^Subject: Reminder J1'
at set J1 status=accepted
at letter J1
t_like "$out" '^Subject: Agreed J1'
at letter J1 --in zh --to provider
t_like "$out" '感谢您同意'
at --restricted letter B3 -o ../letter.txt
t_code 1

