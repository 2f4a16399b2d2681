#!/usr/bin/env bash
# try_deb.sh FILE.deb: install the package in a fresh Debian root and start it there under Xvfb. Needs root and
# mmdebstrap, which takes packages from where this machine's apt does. The root is removed afterwards.
set -euo pipefail
package=$(realpath "$1")
root=$(mktemp -d)
chmod 755 "$root"
mounted=()
finish() {
  for place in "${mounted[@]}"; do umount -l "$place" 2>/dev/null || true; done
  rm -rf --one-file-system "$root"
}
trap finish EXIT
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
# The package's own dependencies are fetched with the root; apt then has to find that nothing is missing.
needs=$(dpkg-deb -f "$package" Depends | tr -d ' ')
mmdebstrap --quiet --variant=minbase --include="$needs" "$release" "$root"
echo "fresh root: $(chroot "$root" dpkg-query -f '.\n' -W | wc -l) packages"
cp "$package" "$root/shopdesk.deb"
for place in proc dev; do
  mount --rbind "/$place" "$root/$place"
  mount --make-rslave "$root/$place"
  mounted+=("$root/$place")
done
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 "$@"; }
inside dpkg -i /shopdesk.deb >/dev/null
inside apt-get check -q >/dev/null
echo "installed: $(inside dpkg-query -W -f '${Package} ${Version}, ${Status}, ${Installed-Size} kB' shopdesk)"
inside shopdesk --home /root/shop doctor | tail -1
# The screen stands outside, so that nothing of it can lend the program a library.
mkfifo "$root/number"
Xvfb -displayfd 3 -screen 0 1366x768x24 -ac 3>"$root/number" 2>/dev/null &
screen=$!
read -r -t 30 number <"$root/number"
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
mounted=("$root/tmp/.X11-unix" "${mounted[@]}")
chroot "$root" env -i PATH=/usr/bin:/bin HOME=/root LANG=C.UTF-8 DISPLAY=":$number" \
  shopdesk --home /root/demo --demo >"$root/window.txt" 2>&1 &
window=$!
DISPLAY=":$number" timeout 120 xdotool search --sync --onlyvisible --name Shopdesk >/dev/null
sleep 8
kill -0 "$window"
echo "window: $(DISPLAY=":$number" xdotool getwindowname "$(DISPLAY=":$number" xdotool search --onlyvisible --name Shopdesk | tail -1)")"
kill "$window" "$screen"
wait 2>/dev/null || true
inside dpkg -r shopdesk >/dev/null
[ ! -e "$root/opt/shopdesk/shopdesk" ] && [ ! -e "$root/usr/bin/shopdesk" ] && [ -d "$root/root/shop" ]
echo "removed; the owner's folder stays"
