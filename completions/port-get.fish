# fish completion for port-get; port-token's uses its functions too.

# The script that knows RESOURCEs stands beside this file, or where make
# install puts it.
set -g __port_candidates (status dirname)/candidates
test -e $__port_candidates
or set -g __port_candidates (status dirname)/../../port-token/candidates

# The words so far that are no options, a line each; false where the next word
# belongs to an option.
function __port_plain
    set -l tokens (commandline -opc)
    set -l operands 0
    for word in $tokens[2..]
        if test $operands -gt 0
            set operands (math $operands - 1)
        else if string match -qr '^--(arg|argjson|slurpfile|rawfile)$' -- $word
            set operands 2
        else if string match -qr '^--(from-file|library-path|query|include|exclude|param|limit|page-size|cursor|retry|parallel|indent|api-url|profile|timeout|curl|min-ttl|client-id)$' -- $word
            set operands 1
        else if string match -qr '^-[^-]' -- $word
            set operands (string match -ar '[fLPpt]' -- $word | count)
        else if not string match -qr '^--' -- $word
            echo $word
        end
    end
    test $operands = 0
end

# Whether the next word is number N of those that are no options.
function __port_word -a n
    set -l plain (__port_plain)
    and test (count $plain) = (math $n - 1)
end

# FILTER, unless -f gives it, stands between `-` and its FILEs.
function __port_files
    set -l plain (__port_plain)
    and test "$plain[1]" = -
    and begin
        test (count $plain) -gt 1
        or string match -qr '^(-[^-]*f|--from-file)' -- (commandline -opc)
    end
end

# The word at the cursor, without quotes and the option before its `=`.
function __port_typed
    commandline -ct | string unescape | string replace -r '^--[a-z-]+=' ''
end

function __port_at_file
    set -l word (__port_typed)
    if string match -q '@*' -- $word
        for file in (string sub -s 2 -- $word)*
            echo @$file
        end
    end
end

function __port_resources
    set -l tokens (commandline -opc)
    set -l profile
    set -l url
    for i in (seq 2 (count $tokens))
        switch $tokens[$i]
            case -p --profile
                set profile -p $tokens[(math $i + 1)]
            case '--profile=*'
                set profile -p (string split -m 1 = -- $tokens[$i])[2]
            case --api-url
                set url --api-url $tokens[(math $i + 1)]
            case '--api-url=*'
                set url --api-url (string split -m 1 = -- $tokens[$i])[2]
        end
    end
    set -l word (__port_typed)
    __port_at_file
    timeout 1 sh $__port_candidates resources "$word" $profile $url
end

function __port_profiles
    timeout 1 sh $__port_candidates profiles
end

complete -c port-get -f
complete -c port-get -n '__port_word 1' -a '(__port_resources)'
complete -c port-get -n __port_files -F

complete -c port-get -l query -x -a '(__port_at_file)' -d 'Search rules'
complete -c port-get -l include -x -d 'Only these fields'
complete -c port-get -l exclude -x -d 'All but these fields'
complete -c port-get -l param -x -d 'Add to the query of the URL'
complete -c port-get -l limit -x -d 'Of a listing, at most N entities'
complete -c port-get -l page-size -x -d 'Of a listing, entities a page'
complete -c port-get -l cursor -x -d 'Go on with a listing there'
complete -c port-get -l retry -x -d 'After a failure, N times more'
complete -c port-get -s P -l parallel -x -d 'Of @FILE, N at once'
complete -c port-get -s r -l raw-output -d 'Strings without quotes'
complete -c port-get -s j -l join-output -d '-r without newlines'
complete -c port-get -l raw-output0 -d '-r with NUL behind each'
complete -c port-get -s a -l ascii-output -d 'Escape what is not ASCII'
complete -c port-get -s c -l compact-output -d 'One line for each'
complete -c port-get -l tab -d 'Indent by tabs'
complete -c port-get -l indent -x -d 'Indent by N spaces'
complete -c port-get -s S -l sort-keys -d 'Sort the keys of objects'
complete -c port-get -s C -l color-output -d 'Colour, always'
complete -c port-get -s M -l monochrome-output -d 'Colour, never'
complete -c port-get -l unbuffered -d 'Write each result at once'
complete -c port-get -l seq -d 'application/json-seq'
complete -c port-get -s n -l null-input -d 'One run on null'
complete -c port-get -s s -l slurp -d 'All inputs as one array'
complete -c port-get -s R -l raw-input -d 'Of -, each line is a string'
complete -c port-get -l stream -d 'Inputs as paths and leaves'
complete -c port-get -s e -l exit-status -d '1 or 4 by the last result'
complete -c port-get -s f -l from-file -r -F -d 'FILTER is in a file'
complete -c port-get -s L -l library-path -x -a '(__fish_complete_directories)' -d 'Look for modules there'
complete -c port-get -l arg -x -d 'A variable that is a string'
complete -c port-get -l argjson -x -d 'A variable that is a value'
complete -c port-get -l slurpfile -x -d 'A variable, the values of a file'
complete -c port-get -l rawfile -x -d 'A variable, the text of a file'
complete -c port-get -l args -d 'What follows is $ARGS.positional'
complete -c port-get -l jsonargs -d 'The same, each JSON'
complete -c port-get -l api-url -x -a 'eu us' -d 'Which Port'
complete -c port-get -s p -l profile -x -a '(__port_profiles)' -d 'A stored profile'
complete -c port-get -l timeout -x -d 'Longest silence of a request'
complete -c port-get -l no-prompt -d 'Never ask to unlock the keyring'
complete -c port-get -s q -l quiet -d 'Errors alone on stderr'
complete -c port-get -s v -l verbose -d 'Show each request'
complete -c port-get -s h -l help -d 'Show the options'
complete -c port-get -s V -l version -d 'Show the versions'
