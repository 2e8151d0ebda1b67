; One installer file, for one person, without administrator rights.
;   makensis -DVERSION=0.1.0 -DBUNDLE=folder -DOUT=file installer.nsi
; Silent: KazCoop-setup.exe /S [/D=C:\where to]      (the folder last, without quotation marks)
; The data lie elsewhere (%LOCALAPPDATA%\KazCoop): neither an upgrade nor the removal touches them.
Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"

!define APP "KazCoop"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"

Name "KazCoop Desktop"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${APP}"
InstallDirRegKey HKCU "Software\${APP}" "InstallDir"
SetCompressor /SOLID lzma
SetCompressorDictSize 64 ; MB: the two programs hold the same modules, packed once
ManifestDPIAware true
BrandingText "KazCoop Desktop ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "KazCoop Desktop"
VIAddVersionKey "FileDescription" "KazCoop Desktop"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT"

!define MUI_ICON "kazcoop.ico"
!define MUI_UNICON "kazcoop.ico"
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "Software\${APP}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${APP}.exe"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGEEX "." "Kazakh"
!insertmacro MUI_LANGUAGE "Russian"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_KAZAKH} "KazCoop ашық тұр. Оны жауып, «Қайталау» түймесін басыңыз."
LangString RUNNING ${LANG_RUSSIAN} "KazCoop открыт. Закройте его и нажмите «Повторить»."
LangString RUNNING ${LANG_ENGLISH} "KazCoop is open. Close it and choose Retry."
LangString DATA_STAY ${LANG_KAZAKH} "Деректеріңіз осы компьютерде қалады."
LangString DATA_STAY ${LANG_RUSSIAN} "Ваши данные остаются на этом компьютере."
LangString DATA_STAY ${LANG_ENGLISH} "Your data stay on this computer."

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

; The file of a running program cannot be opened for writing. Silent, this ends with 2; else it is said.
!macro WAIT_UNTIL_CLOSED PROGRAM
  ${Do}
    ${IfNot} ${FileExists} "$INSTDIR\${PROGRAM}"
      ${ExitDo}
    ${EndIf}
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    ${IfNot} ${Errors}
      FileClose $0
      ${ExitDo}
    ${EndIf}
    ${If} ${Silent}
      SetErrorLevel 2
      Quit
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" IDCANCEL`
      SetErrorLevel 2
      Quit
    ${EndIf}
  ${Loop}
!macroend

Section
  !insertmacro WAIT_UNTIL_CLOSED "${APP}.exe"
  !insertmacro WAIT_UNTIL_CLOSED "kazcoop-cli.exe" ; a backup of the task scheduler, for one
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\lib" ; of an older version: nothing of it may be mixed in
  File /r "${BUNDLE}\*" ; this stroke serves makensis on every system
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\KazCoop.lnk" "$INSTDIR\${APP}.exe"
  WriteRegStr HKCU "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "KazCoop Desktop"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${APP}.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  !insertmacro WAIT_UNTIL_CLOSED "${APP}.exe"
  !insertmacro WAIT_UNTIL_CLOSED "kazcoop-cli.exe" ; a backup of the task scheduler, for one
  RMDir /r "$INSTDIR\lib"
  Delete "$INSTDIR\${APP}.exe"
  Delete "$INSTDIR\kazcoop-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays when anything else lies in it, a portable data folder for one
  Delete "$SMPROGRAMS\KazCoop.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\${APP}"
  DetailPrint "$(DATA_STAY)"
SectionEnd
