package oraclecloud

// TypeStr is the word for this detector.
const TypeStr = "oraclecloud"
