# Installs a release of ladder on Windows: downloads the archive for this machine, holds it to its checksum, and puts the program
# into a folder. $env:LADDER_VERSION, $env:LADDER_DOWNLOADS and $env:LADDER_BIN mean what they mean for install.sh. The release
# workflow fills in the two lines below.
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$version = if ($env:LADDER_VERSION) { $env:LADDER_VERSION } else { '@VERSION@' }
$downloads = if ($env:LADDER_DOWNLOADS) { $env:LADDER_DOWNLOADS } else { '@DOWNLOADS@' }
$folder = if ($env:LADDER_BIN) { $env:LADDER_BIN } else { Join-Path $env:LOCALAPPDATA 'Programs\ladder' }

$machine = switch ($env:PROCESSOR_ARCHITECTURE) {
    'AMD64' { 'x86_64' }
    'ARM64' { 'aarch64' }
    default { throw "ladder: there is no release for machines of the kind $_" }
}
$name = "ladder-$version-$machine-pc-windows-msvc"
$work = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
New-Item -ItemType Directory -Path $work | Out-Null
try {
    $archive = Join-Path $work "$name.zip"
    [Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
    Invoke-WebRequest -UseBasicParsing -Uri "$downloads/$name.zip" -OutFile $archive
    Invoke-WebRequest -UseBasicParsing -Uri "$downloads/$name.zip.sha256" -OutFile "$archive.sha256"
    $expected = (Get-Content "$archive.sha256" -TotalCount 1).Substring(0, 64)
    $found = (Get-FileHash -Algorithm SHA256 $archive).Hash
    if ($found -ne $expected) {
        throw "ladder: $name.zip has the checksum $found, and should have $expected"
    }
    Expand-Archive -Path $archive -DestinationPath $work
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    Copy-Item -Force (Join-Path $work "$name\ladder.exe") (Join-Path $folder 'ladder.exe')
    Write-Output "ladder: installed $(& (Join-Path $folder 'ladder.exe') --version) in $folder"
    if (-not (($env:PATH -split ';') -contains $folder)) {
        Write-Output "ladder: $folder is not on PATH"
    }
} finally {
    Remove-Item -Recurse -Force $work
}
