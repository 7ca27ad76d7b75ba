#!/usr/bin/env bash
# Packages for Linux, for the processor that this runs on: target/installers/hammingway-VERSION-linux-ARCH.tar.gz, .deb, .rpm, SHA256SUMS.
#     installers/linux.sh [tar] [deb] [rpm]        without a word: all three
# Needs Maven, a JDK 25 named by JAVA_HOME, and for the native packages dpkg-deb (package dpkg) and rpmbuild (package rpm).
set -euo pipefail
cd "$(dirname "$0")/.."
source installers/common.sh

kinds=("$@")
[ ${#kinds[@]} -gt 0 ] || kinds=(tar deb rpm)
for kind in "${kinds[@]}"; do
  case $kind in
    tar) ;;
    deb) need dpkg-deb "Install the package dpkg." ;;
    rpm) need rpmbuild "Install the package rpm." ;;
    *) fail "There is no package of kind $kind. Name some of: tar deb rpm." ;;
  esac
done
case $(uname -m) in
  x86_64) natives=linux-x86_64 debarch=amd64 ;;
  aarch64) natives=linux-aarch64 debarch=arm64 ;;
  *) fail "PyTorch's libraries are not published for the processor $(uname -m). Allowed: x86_64, aarch64." ;;
esac

build_image "$natives" --icon "$work/icons/hammingway-256.png"
record_archive "$image/bin/hammingway" "$image/lib/app"
name=hammingway-$version-$natives

# where the files of an installed package lie; nothing runs at installation or removal: the system's triggers renew menu, icons and types
root=$work/root
share=$root/usr/share
mkdir -p "$root/opt" "$root/usr/bin" "$share/applications" "$share/mime/packages" "$share/man/man1" "$share/doc/hammingway"
cp -a "$image" "$root/opt/hammingway"
ln -s /opt/hammingway/bin/hammingway "$root/usr/bin/hammingway"
for size in 16 24 32 48 64 128 256 512; do
  install -D -m 644 "$work/icons/hammingway-$size.png" "$share/icons/hicolor/${size}x$size/apps/hammingway.png"
done
install -D -m 644 resources/icons/hammingway.svg "$share/icons/hicolor/scalable/apps/hammingway.svg"
install -m 644 installers/linux/hammingway.desktop "$share/applications/"
install -m 644 installers/linux/hammingway.xml "$share/mime/packages/"
gzip -9n < installers/linux/hammingway.1 > "$share/man/man1/hammingway.1.gz"
gzip -9n < CHANGELOG.md > "$share/doc/hammingway/changelog.gz"
{ echo "Hammingway $version, Apache-2.0. The licences of what comes with it: /opt/hammingway/lib/app/THIRD-PARTY-LICENCES.txt"; echo; cat LICENSE; } > "$share/doc/hammingway/copyright"
find "$root" -type d -exec chmod 755 {} +

# what the window and libtorch load from the system; the second of two names is that of Debian 13 and Ubuntu 24.04
deb_needs="libc6 (>= 2.31), libstdc++6, zlib1g, libgtk-3-0 | libgtk-3-0t64, libpango-1.0-0, libpangoft2-1.0-0, libpangocairo-1.0-0, libcairo2, libxtst6, libxxf86vm1, libgl1, fontconfig, fonts-dejavu-core | fonts-liberation | fonts-freefont-ttf"
rpm_needs="glibc >= 2.31, libstdc++, zlib, gtk3, pango, cairo, libXtst, libXxf86vm, libglvnd-glx, fontconfig, dejavu-sans-fonts"

tar_package() {
  local folder=$work/tar/$name
  mkdir -p "$folder/share"
  cp -a "$image/." "$folder/"
  cp -r "$share/icons" "$share/man" "$share/applications" "$share/mime" "$folder/share/"
  cp LICENSE CHANGELOG.md installers/linux/INSTALL.md "$folder/"
  tar -C "$work/tar" --owner=0 --group=0 --sort=name -czf "$out/$name.tar.gz" "$name"
}

deb_package() {
  local debian=$root/DEBIAN
  mkdir -p "$debian"
  cat > "$debian/control" <<CONTROL
Package: hammingway
Version: $version
Architecture: $debarch
Maintainer: The Hammingway developers <developers@hammingway.invalid>
Installed-Size: $(du -sk --exclude DEBIAN "$root" | cut -f1)
Depends: $deb_needs
Section: science
Priority: optional
Description: workbench for error-correcting output codes in language models
 Designs codebooks for the output layer of language models, trains models with
 them and with softmax through PyTorch, compares accuracy against the size of
 the decision layer, and explores decoding errors bit by bit. Has a window and
 a command line, and its own Java.
CONTROL
  (cd "$root" && find opt usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
  chmod 755 "$debian" && chmod 644 "$debian"/*
  dpkg-deb --root-owner-group -Zxz -z6 --build "$root" "$out/$name.deb" > /dev/null
  rm -r "$debian"
}

rpm_package() {
  local top=$work/rpm
  mkdir -p "$top"
  sed -e "s|@VERSION@|${version//-/\~}|" -e "s|@ROOT@|$root|g" -e "s|@NEEDS@|$rpm_needs|" installers/linux/hammingway.spec > "$top/hammingway.spec"
  rpmbuild -bb --quiet --define "_topdir $top" --define "_rpmdir $top/out" --target "$(uname -m)" "$top/hammingway.spec"
  mv "$top"/out/*/*.rpm "$out/$name.rpm"
}

for kind in "${kinds[@]}"; do
  "${kind}_package"
done
checksums
