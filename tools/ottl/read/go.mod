module otelflux.invalid/tools/ottl

go 1.26.0
