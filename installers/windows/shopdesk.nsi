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

!define MUI_ICON "shopdesk.ico"
!define MUI_UNICON "shopdesk.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\shopdesk.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "English"

LangString CopyName ${LANG_SPANISH} "Copia de Shopdesk con frase secreta"
LangString CopyName ${LANG_ENGLISH} "Shopdesk copy under a pass phrase"
LangString KeepData ${LANG_SPANISH} "Los datos de tu tienda se quedan en tu carpeta de usuario."
LangString KeepData ${LANG_ENGLISH} "Your shop's data stays in your user folder."

Section "Shopdesk"
  SetOutPath "$INSTDIR"
  ; What an older version brought and this one does not: nothing of the owner's is ever in here.
  RMDir /r "$INSTDIR\_internal"
  File /r "${PAYLOAD}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Shopdesk.lnk" "$INSTDIR\shopdesk.exe"
  CreateShortcut "$DESKTOP\Shopdesk.lnk" "$INSTDIR\shopdesk.exe"
  ; A double click on a copy opens it; "Open with" offers Shopdesk for the files it imports.
  WriteRegStr HKCU "Software\Classes\.shopdesk" "" "Shopdesk.Copy"
  WriteRegStr HKCU "Software\Classes\Shopdesk.Copy" "" "$(CopyName)"
  WriteRegStr HKCU "Software\Classes\Shopdesk.Copy\DefaultIcon" "" "$INSTDIR\shopdesk.exe,0"
  WriteRegStr HKCU "Software\Classes\Shopdesk.Copy\shell\open\command" "" '"$INSTDIR\shopdesk.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\shopdesk.exe\shell\open\command" "" '"$INSTDIR\shopdesk.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\Applications\shopdesk.exe\SupportedTypes" ".csv" ""
  WriteRegStr HKCU "Software\Classes\Applications\shopdesk.exe\SupportedTypes" ".xlsx" ""
  WriteRegStr HKCU "Software\Shopdesk" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopdesk" "DisplayName" "Shopdesk"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopdesk" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopdesk" "UninstallString" "$\"$INSTDIR\uninstall.exe$\""
SectionEnd

Section "Uninstall"
  RMDir /r "$INSTDIR"
  Delete "$SMPROGRAMS\Shopdesk.lnk"
  Delete "$DESKTOP\Shopdesk.lnk"
  DeleteRegKey HKCU "Software\Classes\.shopdesk"
  DeleteRegKey HKCU "Software\Classes\Shopdesk.Copy"
  DeleteRegKey HKCU "Software\Classes\Applications\shopdesk.exe"
  DeleteRegKey HKCU "Software\Shopdesk"
  DeleteRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shopdesk"
  DetailPrint "$(KeepData)"
SectionEnd
