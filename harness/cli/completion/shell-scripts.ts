import type { SHELLS } from '../command-table/completion-command.ts';

const BASH = `# Completes spintape in bash: source <(spintape completion bash)
_spintape() {
    local word line last=-1 prefix='' files=0 words=()
    for word in "\${COMP_WORDS[@]:1:COMP_CWORD}"; do
        # Bash ends words at =, and spintape is given them whole.
        if [[ $last -ge 0 && ( $word == '=' || \${words[last]} == --*= ) ]]; then
            words[last]+=$word
        else
            words[++last]=$word
        fi
    done
    [[ \${words[last]} == --*=* ]] && prefix=\${words[last]%%=*}=
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            :files) files=1 ;;
            *) line=\${line%% *} && COMPREPLY+=("\${line#"$prefix"}") ;;
        esac
    done < <(spintape complete -- "\${words[@]}" 2> /dev/null)
    [[ $files == 1 ]] || compopt +o default 2> /dev/null
    return 0
}
complete -o default -F _spintape spintape
`;

const ZSH = `#compdef spintape
# Completes spintape in zsh: source <(spintape completion zsh), or as _spintape in $fpath
_spintape() {
    local line files=0
    local -a found
    for line in "\${(@f)$(spintape complete -- "\${(@)words[2,CURRENT]}" 2> /dev/null)}"; do
        case $line in
            :files) files=1 ;;
            *' '*) found+=("\${line%% *}:\${line#* }") ;;
            ?*) found+=("$line") ;;
        esac
    done
    (( $#found )) && _describe spintape found
    if (( files )); then
        compset -P '--*='
        _files
    fi
}
# Read as a file of $fpath, it is the function itself.
if [[ \${funcstack[1]} == _spintape ]]; then
    _spintape "$@"
else
    compdef _spintape spintape
fi
`;

const FISH = `# Completes spintape in fish: spintape completion fish | source
function __spintape_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -e words[1]
    for line in (spintape complete -- $words "$last" 2> /dev/null)
        switch $line
            case :files
                set -l prefix (string match -r -- '^--[^=]*=' "$last")
                for path in (__fish_complete_path (string replace -- "$prefix" '' "$last"))
                    printf '%s\\n' "$prefix$path"
                end
            case '*'
                string replace ' ' \\t -- $line
        end
    end
end
complete -c spintape -f -a '(__spintape_complete)'
`;

const POWERSHELL = `# Completes spintape in PowerShell:
# spintape completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName spintape -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
    # An empty word would be lost on its way to a program in PowerShell before 7.3.
    $last = if ($wordToComplete) { $wordToComplete }
        elseif ($PSNativeCommandArgumentPassing -in $null, 'Legacy') { '""' } else { '' }
    # Where nothing is found, PowerShell completes the paths of files.
    $lines = spintape complete '--' @words $last 2> $null | Where-Object { $_ -ne ':files' }
    foreach ($line in $lines) {
        $word, $means = $line -split ' ', 2
        if (-not $means) { $means = $word }
        [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $means)
    }
}
`;

/** The script of each shell, which asks `spintape complete` for completions. */
export const SHELL_SCRIPTS: Readonly<Record<(typeof SHELLS)[number], string>> = {
  bash: BASH,
  zsh: ZSH,
  fish: FISH,
  powershell: POWERSHELL,
};
