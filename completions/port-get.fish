# fish completion for port-get and port-token

# port-get prints the words that fit, and fish quotes them. Returns false where
# a file is expected: fish completes files itself.
function __port_complete
    set -l word (commandline -ct | string unescape)
    set -l words (commandline -opc)
    set -l found (command port-get --complete fish $words "$word" </dev/null 2>/dev/null)
    set -l how $found[1]
    set -g __port_found $found[2..]
    test "$how" != more
    or set -a __port_found "$word"…\t'more words fit'
    not contains -- "$how" files directories
end

for program in port-get port-token
    complete -c $program -e
    complete -c $program -n __port_complete -f -a '$__port_found'
end
