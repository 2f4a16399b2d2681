#!/usr/bin/env bash
# smoke.sh [FOLDER]: try the frozen program as an owner would, in an empty home and with no Python on the path:
# doctor, import, plan, print, backup, the demonstration without a screen, and its window under Xvfb.
# Prints its size and how long the window took. Ends only what it started.
set -euo pipefail
folder=$(cd "${1:-dist/shopdesk}" && pwd)
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

clean() { env -i PATH=/usr/bin:/bin HOME="$work" LANG=C.UTF-8 "$@"; }
run() { clean "$folder/shopdesk-cli" --home "$work/shop" --today 2026-11-21 --lang en "$@"; }
say() { printf '%-34s %s\n' "$1" "$2"; }

run doctor >"$work/doctor.txt"
say "doctor" "$(tail -1 "$work/doctor.txt")"
{
  echo "date,order,sku,product,size,quantity,unit_price"
  for day in $(seq -w 1 20); do for size in 22 23 24 25; do
    echo "2026-11-$day,$day$size,BOTA-$size,Bota Lluvia,$size,$((10#$day % 3 + 1)),899.00"
  done; done
} >"$work/sales.csv"
{
  echo "as_of,sku,product,size,on_hand"
  for size in 22 23 24 25; do echo "2026-11-21,BOTA-$size,Bota Lluvia,$size,2"; done
} >"$work/stock.csv"
run import "$work/sales.csv" "$work/stock.csv" >"$work/import.txt"
run summary --json | grep -q '"orders": 80'
say "import" "80 orders"
run reorder --json --pdf "$work/list.pdf" >"$work/plan.json"
grep -q '"order"' "$work/plan.json"
head -c 5 "$work/list.pdf" | grep -q '%PDF-'
say "plan and print" "$(grep -c '"sku"' "$work/plan.json") lines, PDF of $(stat -c %s "$work/list.pdf") bytes"
run backup "$work/copy.db" >/dev/null
SHOPDESK_HOME="$work/other" clean "$folder/shopdesk-cli" --home "$work/other" restore "$work/copy.db" >/dev/null
say "backup and restore" "read back"
clean env QT_QPA_PLATFORM=offscreen "$folder/shopdesk" --home "$work/demo" --demo >"$work/demo.txt" 2>&1
say "demonstration without a screen" "$(find "$work/demo/pictures" -name '*.png' | wc -l) pictures"

if command -v Xvfb >/dev/null && command -v xdotool >/dev/null; then
  mkfifo "$work/number"
  Xvfb -displayfd 3 -screen 0 1366x768x24 -nolisten tcp 3>"$work/number" 2>/dev/null &
  pids+=($!)
  read -r -t 20 number <"$work/number"
  for turn in first second; do
    begun=$(date +%s%N)
    env -i PATH=/usr/bin:/bin HOME="$work" LANG=C.UTF-8 DISPLAY=":$number" \
      "$folder/shopdesk" --home "$work/demo" >"$work/window.txt" 2>&1 &
    window=$!
    pids+=("$window")
    DISPLAY=":$number" timeout 60 xdotool search --sync --onlyvisible --name Shopdesk >/dev/null
    say "window, $turn start" "$((($(date +%s%N) - begun) / 1000000)) ms"
    sleep 4
    kill -0 "$window"
    kill "$window"
    wait "$window" 2>/dev/null || true
  done
fi
say "size" "$(du -sm "$folder" | cut -f1) MB"
