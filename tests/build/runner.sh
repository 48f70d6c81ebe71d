# The runner must count what happened, above all when a test dies.
. "$TOP/tests/cli/lib.sh"

mkdir -p tree/tests/cli tree/b
cp "$TOP/tests/run" tree/tests/run
cp "$TOP/tests/cli/lib.sh" tree/tests/cli/lib.sh
: >tree/tests/leaks.supp

# a test of that name with that text
write() {
    cat >"tree/tests/cli/$1.sh"
}

run() {
    t_run tree/tests/run -b tree/b "$@"
    last=$(tail -n 1 "$t_out")
}

write good <<'END'
. "$TOP/tests/cli/lib.sh"
t_case one
t_is a a
t_case two
t_like "a b" "^a"
t_case three
t_skip "not here"
END
write bad <<'END'
. "$TOP/tests/cli/lib.sh"
t_case fine
t_is a a
t_case wrong
t_is a b
END
write dies <<'END'
. "$TOP/tests/cli/lib.sh"
t_case begun
kill -SEGV $$
END
write silent <<'END'
exit 0
END
write absent <<'END'
exit 77
END
write short <<'END'
echo 1..3
echo ok 1 - one
END
write status <<'END'
echo ok 1 - one
exit 3
END
write hangs <<'END'
echo ok 1 - one
sleep 60
END
write report <<'END'
echo ok 1 - one
echo "a leak" >"$(dirname "$HOME")/sanitizer.1"
END
write where <<'END'
echo "$HOME $PWD $TZ $TERM $LANG $SHAREDESK"
exit 1
END

t_case "cases are counted, a skipped one apart"
run tests/cli/good.sh
t_code 0
t_is "$last" "2 passed, 0 failed, 1 skipped"

t_case "a failed case fails the run and is shown"
run tests/cli/good.sh tests/cli/bad.sh
t_code 1
t_is "$last" "3 passed, 1 failed, 1 skipped"
t_like "$out" 'wanted: b'

t_case "a test that prints no case counts by its status"
run tests/cli/silent.sh
t_is "$last" "1 passed, 0 failed, 0 skipped"
run tests/cli/absent.sh
t_code 1
t_is "$last" "0 passed, 0 failed, 1 skipped"

t_case "a test that dies, stops early or lies about its status has failed"
run tests/cli/dies.sh
t_code 1
t_is "$last" "0 passed, 1 failed, 0 skipped"
run tests/cli/short.sh
t_is "$last" "1 passed, 1 failed, 0 skipped"
run tests/cli/status.sh
t_is "$last" "1 passed, 1 failed, 0 skipped"

t_case "a test that hangs is stopped"
run -t 1 tests/cli/hangs.sh
t_code 1
t_is "$last" "1 passed, 1 failed, 0 skipped"
t_like "$out" 'stopped after 1 s'

t_case "a sanitizer's report is a failure even when the test did not notice"
run tests/cli/report.sh
t_code 1
t_like "$out" 'a leak'

t_case "a test that is not there has failed"
run tests/cli/nothing.sh
t_code 1
t_is "$last" "0 passed, 1 failed, 0 skipped"

t_case "no test at all is no success"
run
t_code 1
t_is "$last" "0 passed, 0 failed, 0 skipped"

t_case "each test has its own home and a pinned environment"
run tests/cli/where.sh
t_like "$out" '/b/tests/work/cli/where/home .*/home Asia/Shanghai xterm-256color .*UTF-8 .*/b/sharedesk'
