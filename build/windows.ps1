# Makes the Windows bundle and the installer on a real Windows PC, and tries the bundle.
#
# Wanted: Windows 10 or 11 (64-bit), Python 3.11 or newer from python.org, NSIS 3 (makensis), this checkout.
# From the checkout:  powershell -ExecutionPolicy Bypass -File build\windows.ps1
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

function Step([string]$name, [scriptblock]$act) {
    Write-Host "$name ..."
    $began = Get-Date
    & $act
    if ($LASTEXITCODE) { throw "$name ended with $LASTEXITCODE" }
    Write-Host ("    {0:n0} s" -f ((Get-Date) - $began).TotalSeconds)
}

Step "Environment with the locked packages" {
    if (-not (Test-Path $built)) { Invoke-Expression "$Python -m venv `"$environment`"" }
    & $built -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: -r requirements-build.txt
}
Step "Catalogues" {
    Get-ChildItem resources\i18n\*\LC_MESSAGES\kazcoop.po | ForEach-Object {
        & $built -m babel.messages.frontend --quiet compile -i $_.FullName -o ($_.FullName -replace "\.po$", ".mo")
    }
}
Step "Tests" {
    $env:QT_QPA_PLATFORM = "offscreen"
    & $built -m pytest -q
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
