# fish completion for port-token

# What takes a RESOURCE is completed as port-get's is, by the file beside this.
functions -q __port_resources
or source (status dirname)/port-get.fish

# Whether that word was typed; without one: none of them.
function __port_token_does
    set -l plain (__port_plain)
    test "$plain[1]" = "$argv"
end

complete -c port-token -f
complete -c port-token -n '__port_word 1' -a login -d 'Store a profile'
complete -c port-token -n '__port_word 1' -a status -d 'Who would be used'
complete -c port-token -n '__port_word 1' -a logout -d 'Forget a profile'

complete -c port-token -n __port_token_does -s r -l raw -d 'The token alone'
complete -c port-token -n '__port_token_does; or __port_token_does status' -s j -l json -d 'As JSON'
complete -c port-token -n __port_token_does -s x -l export -d 'For eval'
complete -c port-token -n __port_token_does -l curl -x -a '(__port_resources)' -d 'A config for curl -K'
complete -c port-token -n __port_token_does -l request -x -a 'GET POST PUT PATCH DELETE' -d 'Method of --curl'
complete -c port-token -n __port_token_does -l each -r -F -d 'One request per JSON text'
complete -c port-token -n __port_token_does -s t -l min-ttl -x -d 'It lives that long, or fail'
complete -c port-token -n __port_token_does -s R -l refresh -d 'Ask Port again'
complete -c port-token -n '__port_token_does login' -l client-id -x -d 'As whom'
complete -c port-token -n '__port_token_does logout' -l all -d 'Every profile and token'

complete -c port-token -l api-url -x -a 'eu us' -d 'Which Port'
complete -c port-token -s p -l profile -x -a '(__port_profiles)' -d 'A stored profile'
complete -c port-token -l timeout -x -d 'Longest silence of a request'
complete -c port-token -l no-prompt -d 'Never ask to unlock the keyring'
complete -c port-token -s q -l quiet -d 'No warning, hint or progress'
complete -c port-token -s v -l verbose -d 'Show each request'
complete -c port-token -s h -l help -d 'Show the options'
complete -c port-token -s V -l version -d 'Show the versions'
