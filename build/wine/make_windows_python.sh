#!/bin/bash
# make_windows_python.sh FOLDER   a Windows CPython 3.11.7 with the locked wheels, and a Wine prefix to run it in.
#
# Debian 12: apt-get install -y --no-install-recommends $(cat packages-debian.txt)
# The python3 that runs here must be 3.11.7: its standard library becomes that of the Windows Python. The DLLs of
# python.org come out of the panda3d wheel, which carries them; three system DLLs that Wine 8 lacks are stood in
# for (stubs/), in the prefix only: they are never shipped.
set -eu
here=$(cd "$(dirname "$0")" && pwd); root=$(cd "$here/../.." && pwd)
mkdir -p "$1"; folder=$(cd "$1" && pwd)
wanted=3.11.7; carrier=panda3d==1.10.14
found=$(python3 -c 'import platform; print(platform.python_version())')
[ "$found" = "$wanted" ] || { echo "Python $wanted is wanted for its standard library; this is $found" >&2; exit 1; }

rm -rf "$folder/python" "$folder/objects" "$folder/prefix"
mkdir -p "$folder/python/DLLs" "$folder/python/Lib/site-packages" "$folder/objects"

echo "-- interpreter"
python3 -m pip download -qq --no-deps --only-binary=:all: --platform win_amd64 --python-version 3.11 -d "$folder/wheels" "$carrier"
python3 - "$folder" <<'PYTHON'
import sys
import zipfile
from pathlib import Path

folder = Path(sys.argv[1])
[wheel] = folder.glob("wheels/panda3d-*.whl")
with zipfile.ZipFile(wheel) as opened:
    for name in opened.namelist():
        leaf = name.rsplit("/", 1)[-1]
        if name.startswith("deploy_libs/") and leaf.endswith((".dll", ".pyd")):
            if not leaf.lower().startswith(("api-ms-", "vcruntime")):
                place = folder / "python" if leaf == "python311.dll" else folder / "python" / "DLLs"
                (place / leaf).write_bytes(opened.read(name))
PYTHON
library=$(python3 -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')
(cd "$library" && tar cf - --exclude=__pycache__ --exclude=./site-packages --exclude=./lib-dynload --exclude=./test \
    --exclude=./idlelib --exclude='./config-*' --exclude='./_sysconfigdata*' --exclude=./lib2to3/tests .) | tar xf - -C "$folder/python/Lib"

echo "-- python.exe, and python3.dll whose names lead to python311.dll"
cd "$folder/objects"
compile=x86_64-w64-mingw32-gcc
gendef "$folder/python/python311.dll" 2>/dev/null
x86_64-w64-mingw32-dlltool -d python311.def -D python311.dll -l libpython311.a
awk 'BEGIN{print "LIBRARY python3.dll\nEXPORTS"} /^EXPORTS/{f=1;next} f&&/^[A-Za-z_]/{print $1" = python311."$1(($2=="DATA")?" DATA":"")}' python311.def >python3.def
echo 'int __stdcall DllMainCRTStartup(void *a, unsigned long b, void *c) { return 1; }' >python3.c
$compile -O2 -s -municode -o "$folder/python/python.exe" "$here/stubs/python.c" -L. -lpython311
$compile -O2 -s -municode -mwindows -o "$folder/python/pythonw.exe" "$here/stubs/pythonw.c" -L. -lpython311
$compile -shared -nostdlib -s -e DllMainCRTStartup -o "$folder/python/python3.dll" python3.c python3.def -L. -lpython311

echo "-- locked wheels"
"$root/.venv/bin/python" -m uv pip install --quiet --require-hashes --only-binary=:all: --no-deps \
    --python-platform x86_64-pc-windows-msvc --python-version 3.11 \
    --target "$folder/python/Lib/site-packages" -r "$root/requirements-build.txt"
cp "$folder"/python/Lib/site-packages/shiboken6/vcruntime140*.dll "$folder/python/"

echo "-- Wine prefix"
cp "$here/winrun.sh" "$here/withx.sh" "$folder/"
"$folder/withx.sh" "$folder/winrun.sh" wineboot -i
"$folder/withx.sh" "$folder/winrun.sh" winecfg -v win10
system32=$folder/prefix/drive_c/windows/system32
for stub in icuuc mscms; do $compile -O2 -s -shared -o "$system32/$stub.dll" "$here/stubs/$stub.c"; done
$compile -O2 -s -shared -o "$system32/bcryptprimitives.dll" "$here/stubs/bcryptprimitives.c" -ladvapi32
for face in "MS Shell Dlg" "MS Shell Dlg 2" Tahoma "Segoe UI"; do  # of Windows; absent here
    "$folder/winrun.sh" reg add 'HKLM\Software\Microsoft\Windows NT\CurrentVersion\FontSubstitutes' /v "$face" /d "DejaVu Sans" /f >/dev/null
done
"$folder/winrun.sh" "$folder/python/python.exe" -c "import sys; print(sys.version)"
