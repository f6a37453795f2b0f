# fish completion for likely
set -l commands learn present list show math lab eval merge check progress new help
set -l none "not __fish_seen_subcommand_from $commands"
set -l others list show math eval merge check progress new help
set -l reads "not __fish_seen_subcommand_from $others"

complete -c likely -f
complete -c likely -n $none -a learn -d 'Read a section, its lab beside it'
complete -c likely -n $none -a present -d 'Show a section to a class'
complete -c likely -n $none -a list -d 'Print the parts and sections'
complete -c likely -n $none -a show -d 'Print sections'
complete -c likely -n $none -a math -d 'Lay a formula out and value it'
complete -c likely -n $none -a lab \
    -d 'Look into your own predictions, and change them'
complete -c likely -n $none -a eval -d 'Readings of your own predictions'
complete -c likely -n $none -a merge -d 'Join what eval --partial found'
complete -c likely -n $none -a check -d 'Prove lessons'
complete -c likely -n $none -a progress -d 'What you have read and answered'
complete -c likely -n $none -a new -d 'Write a small lesson to begin with'
complete -c likely -n $none -a help -d 'Say more about a command'
complete -c likely -n $none -l version -d 'Print the version'
complete -c likely -l help -d 'Print the options'

complete -c likely -n "not __fish_seen_subcommand_from present lab $others" -l plain \
    -d 'Lines of text'
complete -c likely -n "not __fish_seen_subcommand_from present lab $others" -l width \
    -x -d 'Columns of them'
complete -c likely -n $reads -l script -r -F -d 'Run the actions in a file'
complete -c likely -n $reads -l dump -x -a 'text ansi svg' \
    -d 'Print the last screen'
complete -c likely -n $reads -l size -x -a '80x24 100x30 160x45' \
    -d 'Columns and rows of that screen'
complete -c likely -n $reads -l theme -x -a 'both light dark mono room' -d 'Colours'
complete -c likely -n $reads -l ascii -d '7-bit characters only'
complete -c likely -n $reads -l dots -x -a 'braille blocks ascii' \
    -d 'What curves are drawn with'
complete -c likely -n $reads -l still -d 'Nothing moves by itself'
complete -c likely -n $reads -l words -d 'Keys by name, for a voice'
complete -c likely -n $reads -l no-mouse -d 'Leave the mouse to the terminal'

complete -c likely -n '__fish_seen_subcommand_from present' -l minutes -x \
    -d 'That the talk may take'
complete -c likely -n '__fish_seen_subcommand_from present' -l notes \
    -d 'The notes to the talk that is on'
complete -c likely -n '__fish_seen_subcommand_from present' -l record -r \
    -d 'Write the talk as a script with times'
complete -c likely -n '__fish_seen_subcommand_from present' -l play -r \
    -d 'Show such a talk again'
complete -c likely -n '__fish_seen_subcommand_from present' -l speed -x \
    -d 'So many times as fast'
complete -c likely -n '__fish_seen_subcommand_from learn present show' \
    -a '(likely list --ids 2>/dev/null)' -d section
complete -c likely -n '__fish_seen_subcommand_from show' -a all
complete -c likely -n '__fish_seen_subcommand_from show' -l width -x \
    -d Columns
complete -c likely -n '__fish_seen_subcommand_from show' -l ascii \
    -d '7-bit characters only'
complete -c likely -n '__fish_seen_subcommand_from show' -l dots -x \
    -a 'braille blocks ascii' -d 'What curves are drawn with'
complete -c likely -n '__fish_seen_subcommand_from learn present show check' \
    -k -a '(__fish_complete_suffix .md)'
complete -c likely -n '__fish_seen_subcommand_from check' -l minutes \
    -d 'Reading times'
complete -c likely -n '__fish_seen_subcommand_from check' -l mutate \
    -d 'Show that the proofs bite'
complete -c likely -n '__fish_seen_subcommand_from show check' -l size -x \
    -a '80x24 100x30' -d 'Of a terminal before a class'
complete -c likely -n '__fish_seen_subcommand_from show' -l steps \
    -d 'The slides of a talk'
complete -c likely -n '__fish_seen_subcommand_from check' -l quiet \
    -d 'Complaints only'
set -l math '__fish_seen_subcommand_from math'
complete -c likely -n $math -l file -r -F -d 'Formulas, one a line'
complete -c likely -n $math -l let -x -d 'NAME=VALUE'
complete -c likely -n $math -l define -r -F -d 'Definitions'
complete -c likely -n $math -l data -r -F -d 'Predictions as CSV, or a section'
complete -c likely -n $math -l format -x \
    -a 'float64 float32 float16 bfloat16 float32-ftz exact' -d Rounding
complete -c likely -n $math -l unit -x -a 'nats bits bans' -d 'Of logarithms'
complete -c likely -n $math -l json -d 'Objects for programs'
complete -c likely -n $math -l strict -d 'A false relation is bad'
complete -c likely -n $math -l inline -d 'On one row'
complete -c likely -n $math -l width -x -d Columns
complete -c likely -n $math -l ascii -d '7-bit characters only'
set -l eval '__fish_seen_subcommand_from eval'
set -l data '__fish_seen_subcommand_from lab eval'
complete -c likely -n $data -F
complete -c likely -n $data -l label -x -d 'The column of the truth'
complete -c likely -n $data -l classes -x -d 'Columns of probabilities'
complete -c likely -n $data -l tolerance -x -d 'Of the sum of a row'
complete -c likely -n $data -l normalize -d 'Divide rows by their sum'
complete -c likely -n $data -l unit -x -a 'nats bits bans' -d 'Of logarithms'
complete -c likely -n $eval -l worst -x -d 'Rows with the largest loss'
complete -c likely -n $eval -l json -d 'An object for programs'
complete -c likely -n $eval -l partial -d 'A line for merge'
complete -c likely -n $eval -l name -x -d 'Of that part'
complete -c likely -n $data -l threads -x -d 'That read'
complete -c likely -n $data -l probs -r -F -d 'Rows of probabilities'
complete -c likely -n $data -l labels -r -F -d 'An integer for each row'
set -l merge '__fish_seen_subcommand_from merge'
complete -c likely -n $merge -F
complete -c likely -n $merge -l unit -x -a 'nats bits bans' -d 'Of logarithms'
complete -c likely -n $merge -l json -d 'An object for programs'
complete -c likely -n $merge -l partial -d 'To be joined further'
complete -c likely -n '__fish_seen_subcommand_from list' -l ids \
    -d 'Only the ids'
complete -c likely -n '__fish_seen_subcommand_from progress' -l json \
    -d 'As JSON'
complete -c likely -n '__fish_seen_subcommand_from progress' -a reset
complete -c likely -n '__fish_seen_subcommand_from help' \
    -a 'learn present list show math lab eval merge check progress new'
