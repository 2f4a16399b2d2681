; Windows installer, for one user, Spanish and English.
; makensis -DVERSION=0.1.0 -DPAYLOAD=dist\shopdesk installers\windows\shopdesk.nsi
Unicode true
!ifndef VERSION
  !define VERSION "0.1.0"
!endif
!ifndef PAYLOAD
  !define PAYLOAD "..\..\dist\shopdesk"
!endif
!ifndef OUTPUT
  !define OUTPUT "shopdesk-${VERSION}-setup.exe"
!endif
!include "MUI2.nsh"

Name "Shopdesk"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Shopdesk"
InstallDirRegKey HKCU "Software\Shopdesk" "InstallDir"
RequestExecutionLevel user
SetCompressor /SOLID lzma

!define MUI_FINISHPAGE_RUN "$INSTDIR\shopdesk.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "English"

LangString KeepData ${LANG_SPANISH} "Los datos de tu tienda se quedan en tu carpeta de usuario."
LangString KeepData ${LANG_ENGLISH} "Your shop's data stays in your user folder."

Section "Shopdesk"
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Shopdesk.lnk" "$INSTDIR\shopdesk.exe"
  WriteRegStr HKCU "Software\Shopdesk" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopdesk" "DisplayName" "Shopdesk"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopdesk" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopdesk" "UninstallString" "$\"$INSTDIR\uninstall.exe$\""
SectionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR"
  Delete "$SMPROGRAMS\Shopdesk.lnk"
  DeleteRegKey HKCU "Software\Shopdesk"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopdesk"
  DetailPrint "$(KeepData)"
SectionEnd
