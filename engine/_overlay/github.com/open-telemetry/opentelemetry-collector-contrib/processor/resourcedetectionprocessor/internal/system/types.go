package system

// TypeStr is the word for this detector.
const TypeStr = "system"

// hostnameSourcesMap holds the words for where a host name is taken from.
var hostnameSourcesMap = map[string]bool{"os": true, "dns": true, "cname": true, "lookup": true}
