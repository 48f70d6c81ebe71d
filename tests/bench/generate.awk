# A CSV file of resources, the same on every machine: awk -v rows=100000 -f generate.awk
#
# Text in two scripts, prices, opening hours, attributes, quoted cells and empty ones, as a region's
# register has them. With -v kind=organisations the owners: 50, or as many as rows says.

function pick(list, n) {
    seed = (seed * 1103 + 12345) % 65536
    return list[1 + seed % n]
}

BEGIN {
    seed = 1
    nouns = split("microscope 显微镜 spectrometer 光谱仪 diffractometer 衍射仪 sequencer 测序仪 furnace 平台", noun, " ")
    words = split("Confocal 扫描 Mass 透射 X-ray 原子力 Cryo 高温 Nano 激光 Raman 质谱", word, " ")
    kinds = split("instrument instrument facility.key_lab facility.testing_system database.library service", kind_, " ")
    grades = split("common mature specialised specialised developing", grade, " ")
    uses = split("surfaces cells catalysts alloys 半导体 催化剂 生物样品 polymers", use, " ")
    if (kind == "organisations") {
        print "uid,name,name_alt,kind,region,contact_email"
        for (i = 0; i < (rows ? rows : 50); i++)
            printf "org-%d,%s 大学 %d,University %d,university,region-%d,office@org%d.example\n",
                i, pick(word, words), i, i, i % 12, i
        exit
    }
    print "uid,name,name_alt,description,kind,grade,access,owner,location,unit,open_hours,seats,price_member,price_outside,cost,attributes,contact_email,notes"
    for (i = 0; i < rows; i++) {
        w = pick(word, words); n = pick(noun, nouns); u = pick(use, uses)
        printf "res-%07d,%s %s %d,%s,\"Looks at %s and %s, by appointment\",%s,%s,%s,org-%d,\"Building %d, room %d\",hour,%s,%d,%d.00,,%d.50,resolution=%d nm,desk%d@org%d.example,%s\n",
            i, w, n, i, n " " i % 977, u, pick(use, uses), pick(kind_, kinds), pick(grade, grades),
            i % 7 ? "open" : "approval", i % 50, i % 40, i % 300,
            i % 5 ? "Mon-Fri 08:30-12:00 13:30-17:30" : "24x7", 1 + i % 3, 20 + i % 800, 5 + i % 300,
            1 + i % 90, i % 50, i % 50, i % 11 ? "" : "\"said \"\"good\"\" last year\""
    }
}
