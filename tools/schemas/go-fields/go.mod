module otelflux.invalid/tools/go-fields

go 1.26.0
