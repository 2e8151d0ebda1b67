# Makes the Windows bundle and the installer on a real Windows PC, and tries the bundle.
#
# Wanted: Windows 10 or 11 (64-bit), Python 3.11, 3.12 or 3.13 (64-bit) from python.org, NSIS 3, this checkout.
# From the checkout:  powershell -ExecutionPolicy Bypass -File build\windows.ps1
# Another Python than the newest:  ... -File build\windows.ps1 -Python "py -3.12"
# Result: out\windows\KazCoop-setup.exe, and the bundle beside it in out\windows\dist\KazCoop.
param([string]$Python = "py -3", [string]$MakeNsis = "makensis")

$ErrorActionPreference = "Stop"
$root = Split-Path -Parent $PSScriptRoot
$out = Join-Path $root "out\windows"
$environment = Join-Path $out "environment"
$built = Join-Path $environment "Scripts\python.exe"
$bundle = Join-Path $out "dist\KazCoop"
$env:PYTHONUTF8 = "1"
Set-Location $root
New-Item -ItemType Directory -Force $out | Out-Null

if (-not (Get-Command $MakeNsis -ErrorAction SilentlyContinue)) {
    $MakeNsis = Join-Path ${env:ProgramFiles(x86)} "NSIS\makensis.exe"  # its installer does not put it on the path
    if (-not (Test-Path $MakeNsis)) { throw "NSIS is not installed: https://nsis.sourceforge.io" }
}

function Step([string]$name, [scriptblock]$act) {
    Write-Host "$name ..."
    $began = Get-Date
    & $act
    if ($LASTEXITCODE) { throw "$name ended with $LASTEXITCODE" }
    Write-Host ("    {0:n0} s" -f ((Get-Date) - $began).TotalSeconds)
}

Step "Environment with the locked packages" {
    if (-not (Test-Path $built)) { Invoke-Expression "$Python -m venv `"$environment`"" }
    & $built -c "import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sys.maxsize > 2**32))"
    if ($LASTEXITCODE) { throw "A 64-bit Python 3.11, 3.12 or 3.13 is wanted; remove $environment and name one with -Python." }
    & $built -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r requirements-build.txt
}
Step "Catalogues" {
    Get-ChildItem resources\i18n\*\LC_MESSAGES\kazcoop.po | ForEach-Object {
        & $built -m babel.messages.frontend --quiet compile -i $_.FullName -o ($_.FullName -replace "\.po$", ".mo")
        if ($LASTEXITCODE) { throw "$($_.FullName) could not be compiled" }
    }
}
Step "Tests" {
    $env:QT_QPA_PLATFORM = "offscreen"
    & $built -m pytest -q -n auto
    Remove-Item Env:QT_QPA_PLATFORM
}
Step "Freeze" {
    & $built -m PyInstaller --noconfirm --log-level WARN --distpath (Join-Path $out "dist") --workpath (Join-Path $out "work") build\kazcoop.spec
}
Step "Self-test of the frozen program" {
    & (Join-Path $bundle "kazcoop-cli.exe") selftest (Join-Path $out "selftest.txt")
    Get-Content -Encoding UTF8 (Join-Path $out "selftest.txt")
}
Step "Installer" {
    $version = & $built -c "import kazcoop_desktop; print(kazcoop_desktop.__version__)"
    Push-Location build
    & $MakeNsis -V2 "-DVERSION=$version" "-DBUNDLE=$bundle" "-DOUT=$(Join-Path $out 'KazCoop-setup.exe')" installer.nsi
    Pop-Location
}
$size = [math]::Round((Get-Item (Join-Path $out "KazCoop-setup.exe")).Length / 1MB, 1)
Write-Host "out\windows\KazCoop-setup.exe, $size MB"
