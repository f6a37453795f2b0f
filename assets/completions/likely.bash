# bash completion for likely
_likely() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local commands='learn present list show math lab eval merge check progress
        new help'
    local screen='--script --dump --size --theme --ascii --dots
        --still --words --no-mouse --help'
    local learn="--plain --width $screen"
    local data='--label --classes --tolerance --normalize --unit --threads
        --probs --labels'

    COMPREPLY=()
    case $before in
    --dump) COMPREPLY=($(compgen -W 'text ansi svg' -- "$word")); return ;;
    --dots) COMPREPLY=($(compgen -W 'braille blocks ascii' -- "$word"))
        return ;;
    --theme) COMPREPLY=($(compgen -W 'both light dark mono room' -- "$word"))
        return ;;
    --size) COMPREPLY=($(compgen -W '80x24 100x30 160x45' -- "$word"))
        return ;;
    --format) COMPREPLY=($(compgen -W 'float64 float32 float16 bfloat16
        float32-ftz exact' -- "$word")); return ;;
    --unit) COMPREPLY=($(compgen -W 'nats bits bans' -- "$word")); return ;;
    --file | --probs | --labels) COMPREPLY=($(compgen -f -- "$word")); return ;;
    --data | --define)
        COMPREPLY=($(compgen -W "$(likely list --ids 2>/dev/null)" -- "$word")
            $(compgen -f -- "$word")); return ;;
    --script | --record | --play) COMPREPLY=($(compgen -f -- "$word")); return ;;
    esac
    if [ "$COMP_CWORD" = 1 ]; then
        COMPREPLY=($(compgen -W "$commands $learn --version" -- "$word"))
        return
    fi
    case ${COMP_WORDS[1]}:$word in
    learn:-*) COMPREPLY=($(compgen -W "$learn" -- "$word")) ;;
    present:-*) COMPREPLY=($(compgen -W "--minutes --notes --record --play --speed $screen" -- "$word")) ;;
    list:*) COMPREPLY=($(compgen -W '--ids --help' -- "$word")) ;;
    show:-*) COMPREPLY=($(compgen -W '--width --ascii --dots --steps --size --help' -- "$word")) ;;
    math:-*) COMPREPLY=($(compgen -W '--file --let --define --data --format
        --unit --json --strict --inline --width --ascii --help' -- "$word")) ;;
    lab:-*) COMPREPLY=($(compgen -W "$data $screen" -- "$word")) ;;
    eval:-*) COMPREPLY=($(compgen -W "$data --worst --json --partial
        --name --help" -- "$word")) ;;
    merge:-*) COMPREPLY=($(compgen -W '--unit --json --partial --help' -- "$word")) ;;
    lab:* | eval:* | merge:*) COMPREPLY=($(compgen -f -- "$word")) ;;
    check:-*) COMPREPLY=($(compgen -W '--minutes --mutate --quiet --size --help' -- "$word")) ;;
    progress:*) COMPREPLY=($(compgen -W 'reset --json --help' -- "$word")) ;;
    new:*) COMPREPLY=($(compgen -W '--help' -- "$word")) ;;
    help:*) COMPREPLY=($(compgen -W "${commands% *}" -- "$word")) ;;
    learn:* | present:* | show:*)
        COMPREPLY=($(compgen -W "$(likely list --ids 2>/dev/null)" -- "$word")
            $(compgen -f -X '!*.md' -- "$word")
            $(compgen -d -- "$word"))
        [ "${COMP_WORDS[1]}" != show ] ||
            COMPREPLY+=($(compgen -W all -- "$word"))
        ;;
    check:*)
        COMPREPLY=($(compgen -W "$(likely list --ids 2>/dev/null)" -- "$word")
            $(compgen -f -X '!*.md' -- "$word")
            $(compgen -d -- "$word"))
        ;;
    esac
}
complete -o filenames -F _likely likely
