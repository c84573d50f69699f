package thriftudp

import "net"

// Nothing listens here, so there is no buffer to set.
func setSocketBuffer(*net.UDPConn, int) error { return nil }
