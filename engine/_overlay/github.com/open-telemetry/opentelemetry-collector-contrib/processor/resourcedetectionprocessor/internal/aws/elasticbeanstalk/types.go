package elasticbeanstalk

// TypeStr is the word for this detector.
const TypeStr = "elastic_beanstalk"
