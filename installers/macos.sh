#!/usr/bin/env bash
# The disk image for macOS on Apple silicon: target/installers/hammingway-VERSION-osx-aarch64.dmg and SHA256SUMS.
#     installers/macos.sh [--dry-run]      --dry-run prints what would be called after the build
# Needs macOS, Maven, the Xcode command line tools, and a JDK 25 named by JAVA_HOME. Not signed: see installers/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
source installers/common.sh

run=()
if [ "${1:-}" = --dry-run ]; then
  run=(echo)
elif [ "$(uname -s)" != Darwin ]; then
  fail "A dmg is made on macOS only; this is $(uname -s)."
elif [ "$(uname -m)" != arm64 ]; then
  fail "PyTorch's libraries are published for Apple silicon only; this is $(uname -m)."
fi

# macOS takes no version that begins with 0
bundle_version() {
  case $1 in
    0.*) echo "1.${1#0.}" ;;
    *) echo "$1" ;;
  esac
}

if [ ${#run[@]} -eq 0 ]; then
  build_image osx-aarch64
else
  version=VERSION
fi
cat_associations() {
  printf 'extension=npz\nmime-type=application/x-hammingway-codebook\ndescription=Hammingway codebook\n'
}
mkdir -p "$work"
cat_associations > "$work/npz.properties"

# a dmg wants its image made anew, since icon, identifier and associations are written into it
${run[@]+"${run[@]}"} "${JAVA_HOME:-JAVA_HOME}/bin/jpackage" --type dmg --name Hammingway --dest "$out" --input "$work/jars" \
  --main-jar "$(basename "$work"/jars/hammingway-app-*.jar)" --main-class hammingway.shell.Main --runtime-image "$work/runtime" \
  --app-version "$(bundle_version "$version")" --vendor "The Hammingway developers" --icon "$work/icons/hammingway.icns" \
  --mac-package-identifier org.hammingway.workbench --mac-app-category public.app-category.developer-tools \
  --file-associations "$work/npz.properties" --license-file LICENSE \
  --java-options --enable-native-access=ALL-UNNAMED --java-options --sun-misc-unsafe-memory-access=allow
if [ ${#run[@]} -eq 0 ]; then
  mv "$out"/Hammingway-*.dmg "$out/hammingway-$version-osx-aarch64.dmg"
  checksums
fi
