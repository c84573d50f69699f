package cvm

// TypeStr is the word for this detector.
const TypeStr = "tencent_cvm"
