#!/usr/bin/env bash
# Proves target/installers/hammingway-*.deb on a bare Debian 12: installs it with apt, opens the window, takes a picture of it, runs the quick-start
# study from the command line, removes the package and looks for what is left.
#     installers/linux/prove.sh [FOLDER]       FOLDER (default: target/proof) gets window.png, study.txt and the bare system itself
# Run as root; needs debootstrap. The packages of the bare system come from where this machine's own come from.
set -euo pipefail
cd "$(dirname "$0")/../.."
[ "$(id -u)" = 0 ] || { echo "Run it as root: it makes a system in a folder and enters it." >&2; exit 1; }
proof=$(realpath -m "${1:-target/proof}")
deb=$(ls target/installers/hammingway-*.deb)
bare=$proof/debian
mkdir -p "$proof"

if [ ! -e "$bare/etc/debian_version" ]; then
  mirror=$(grep -rhoE '^(deb |URIs: ).*debian/?( |$)' /etc/apt/sources.list /etc/apt/sources.list.d/ 2> /dev/null | grep -v security | grep -oE '[a-z+]+://[^ ]+' | head -1 || true)
  debootstrap --variant=minbase bookworm "$bare" ${mirror:+"$mirror"} > "$proof/debootstrap.log"
fi
cp "$deb" "$bare/tmp/hammingway.deb"
cp /etc/resolv.conf "$bare/etc/resolv.conf"
cp -r /etc/apt/apt.conf.d "$bare/etc/apt/" 2> /dev/null || true
for kind in proc sys dev; do mountpoint -q "$bare/$kind" || mount --rbind "/$kind" "$bare/$kind"; done
trap 'for kind in proc sys dev; do umount -lR "$bare/$kind" 2> /dev/null || true; done' EXIT
inside() { chroot "$bare" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
files() { (cd "$bare" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -path ./run \) -prune -o \( -path ./var/cache -o -path ./var/lib/apt -o -path ./var/log \) -prune -o -print | sort); }

inside apt-get update -qq
# what the proof itself uses: a screen without a monitor, a picture of it, a person
inside apt-get install -y -qq --no-install-recommends xvfb imagemagick x11-utils > "$proof/apt.log"
inside userdel --remove ada > /dev/null 2>&1 || true
inside useradd --create-home ada
inside apt-get purge -y -qq hammingway > /dev/null 2>&1 || true
files > "$proof/before.txt"

echo "== installing"
inside apt-get install -y --no-install-recommends /tmp/hammingway.deb > "$proof/install.log"
inside dpkg -l hammingway | tail -1
as_ada() { inside su ada -c "$1"; }
echo "== command line"
as_ada 'hammingway --version'
# shellcheck disable=SC2016
as_ada 'for i in 1 2 3 4 5; do s=$(date +%s%N); hammingway --version > /dev/null; echo "$(( ($(date +%s%N) - s) / 1000000 )) ms"; done'
echo "== window"
# shellcheck disable=SC2016
as_ada 'Xvfb :77 -screen 0 1280x800x24 > /dev/null 2>&1 & screen=$!
  sleep 2; export DISPLAY=:77
  for try in 1 2 3; do
    start=$(date +%s%N); hammingway > ~/window.log 2>&1 & window=$!
    # drawn: the middle of the screen is no longer the black of an empty one
    until [ "$(import -window root -crop 1x1+400+300 txt:- | grep -c "#000000")" = 0 ] || ! kill -0 $window; do sleep 0.02; done
    echo "window drawn after $(( ($(date +%s%N) - start) / 1000000 )) ms"
    sleep 6; import -window root ~/window.png; kill $window; wait $window 2> /dev/null
  done; kill $screen; cat ~/window.log'
cp "$bare/home/ada/window.png" "$proof/"
echo "== study"
as_ada 'cd && hammingway study quickstart -p study' > "$proof/study.txt" 2>&1 || { tail -5 "$proof/study.txt"; exit 1; }
tail -20 "$proof/study.txt"
echo "== removal"
inside apt-get purge -y -qq hammingway > "$proof/remove.log"
inside apt-get autoremove --purge -y -qq >> "$proof/remove.log"
files > "$proof/after.txt"
left=$(comm -13 "$proof/before.txt" "$proof/after.txt" | grep -vE '^\./(home/ada|var/lib/(dpkg|systemd|dbus)|etc/(ld.so.cache|machine-id|resolv.conf))' || true)
if [ -n "$left" ]; then
  echo "Left behind:"
  echo "$left"
  exit 1
fi
echo "Nothing is left behind but what the person made in her home."
