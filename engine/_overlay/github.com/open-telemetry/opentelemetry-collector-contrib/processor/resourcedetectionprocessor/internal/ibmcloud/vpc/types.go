package vpc

// TypeStr is the word for this detector.
const TypeStr = "ibmcloud_vpc"
