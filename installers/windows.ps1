# The installer for Windows: target\installers\hammingway-VERSION-win-x86_64.msi and SHA256SUMS.
#     powershell -File installers\windows.ps1
# Needs Windows on x86-64, Maven, WiX 3.14 or later on the PATH, and a JDK 25 named by JAVA_HOME. Not signed: see installers\README.md.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot '..')

function Invoke-Tool {
    param([string] $Tool, [string[]] $Arguments)
    & $Tool @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Tool ended with code $LASTEXITCODE." }
}

$java = "$env:JAVA_HOME\bin"
if (-not (Test-Path "$java\jpackage.exe") -or -not ((& "$java\jpackage.exe" --version) -match '^25')) {
    throw "JAVA_HOME=$env:JAVA_HOME has no jpackage of a JDK 25. Set JAVA_HOME to a JDK 25."
}
$natives = 'win-x86_64'
$out = Join-Path (Get-Location) 'target\installers'
$work = Join-Path $out 'work'
foreach ($old in $out, 'app\target\installers') { # jars of an older version would come along
    if (Test-Path $old) { Remove-Item -Recurse -Force $old }
}
New-Item -ItemType Directory -Force $work | Out-Null

Invoke-Tool 'mvn' @('-q', '-ntp', '-Pinstallers', '-Dmaven.test.skip=true', "-Dnatives=$natives", 'package')
$version = ([xml](Get-Content pom.xml)).project.version -replace '-SNAPSHOT$', ''

Invoke-Tool "$java\java.exe" @('installers\Icons.java', "$work\icons")
Invoke-Tool "$java\java.exe" @('installers\Prepare.java', 'app\target\installers\jars', 'app\target\classes\hammingway\licences', "$work\jars", $natives)
Invoke-Tool "$java\jlink.exe" @('--output', "$work\runtime", '--strip-debug', '--no-header-files', '--no-man-pages', '--generate-cds-archive',
    '--add-modules', 'java.desktop,java.sql,java.net.http,java.naming,java.management,jdk.management,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.jfr')

# Windows tells a program with a window from one with a console: hammingway.exe is the command line, Hammingway Workbench.exe the window
Set-Content "$work\console.properties" "win-console=true`nwin-shortcut=false`nwin-menu=false"
Set-Content "$work\npz.properties" "extension=npz`nmime-type=application/x-hammingway-codebook`ndescription=Hammingway codebook"
$main = (Get-ChildItem "$work\jars\hammingway-app-*.jar").Name
Invoke-Tool "$java\jpackage.exe" @('--type', 'msi', '--name', 'Hammingway Workbench', '--dest', $out, '--input', "$work\jars",
    '--main-jar', $main, '--main-class', 'hammingway.shell.Main', '--runtime-image', "$work\runtime",
    '--app-version', $version, '--vendor', 'The Hammingway developers', '--icon', "$work\icons\hammingway.ico",
    '--description', 'Error-correcting output codes in language models',
    '--add-launcher', "hammingway=$work\console.properties", '--file-associations', "$work\npz.properties",
    '--win-menu', '--win-menu-group', 'Hammingway', '--win-shortcut-prompt', '--win-dir-chooser', '--win-per-user-install',
    '--win-upgrade-uuid', '6f1c2f0e-7c1d-4e55-9a0b-35c0d5f0a8a1', '--license-file', 'LICENSE',
    '--java-options', '--enable-native-access=ALL-UNNAMED', '--java-options', '--sun-misc-unsafe-memory-access=allow')

$package = "hammingway-$version-$natives.msi"
Move-Item "$out\Hammingway Workbench-$version.msi" "$out\$package"
$sum = (Get-FileHash "$out\$package" -Algorithm SHA256).Hash.ToLower()
Set-Content "$out\SHA256SUMS" "$sum  $package"
Get-ChildItem $out
