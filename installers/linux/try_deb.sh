#!/usr/bin/env bash
# try_deb.sh FILE.deb: install the package in a fresh Debian root and start it there under Xvfb. Needs root,
# debootstrap and a Debian mirror as this machine has it. The root is removed afterwards.
set -euo pipefail
package=$(realpath "$1")
root=$(mktemp -d)
mounted=()
finish() {
  for place in "${mounted[@]}"; do umount -l "$place" 2>/dev/null || true; done
  rm -rf --one-file-system "$root"
}
trap finish EXIT
mirror=${MIRROR:-$(grep -rhoE '(https?|copy|file):[^ ]+' /etc/apt/sources.list /etc/apt/sources.list.d 2>/dev/null | grep -v security | head -1)}
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
debootstrap --variant=minbase --keyring="$keyring" "$release" "$root" "$mirror" >"$root.log" 2>&1 || {
  tail -5 "$root.log" >&2
  exit 1
}
rm -f "$root.log"
for place in proc dev; do
  mount --bind "/$place" "$root/$place"
  mounted+=("$root/$place")
done
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
cp "$package" "$root/shopdesk.deb"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
inside apt-get update -q >/dev/null
inside apt-get install -y -q --no-install-recommends /shopdesk.deb >/dev/null
echo "installed: $(inside dpkg-query -W -f '${Package} ${Version}, ${Installed-Size} kB' shopdesk)"
inside apt-get install -y -q --no-install-recommends xvfb xdotool >/dev/null
inside shopdesk doctor | tail -1
cat >"$root/start.sh" <<'START'
set -e
Xvfb :7 -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
sleep 2
DISPLAY=:7 shopdesk --home /root/shop --demo >/root/window.txt 2>&1 &
window=$!
DISPLAY=:7 timeout 90 xdotool search --sync --onlyvisible --name Shopdesk >/dev/null
sleep 8
kill -0 "$window"
DISPLAY=:7 xdotool getwindowname "$(DISPLAY=:7 xdotool search --onlyvisible --name Shopdesk | head -1)"
kill "$window" "$screen"
START
echo "window: $(inside bash /start.sh)"
inside apt-get remove -y -q shopdesk >/dev/null
inside bash -c 'test ! -e /opt/shopdesk && test ! -e /usr/bin/shopdesk && test -d /root/shop'
echo "removed; the owner's folder stays"
