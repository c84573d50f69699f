// Package flow runs the pipelines of a configuration on data: processors and connectors are the real ones, receivers give in what
// they are told, exporters keep what they get. Time passes only while the run waits, so that what waits for time can be seen at once.
package flow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/pdata/plog"
	"go.opentelemetry.io/collector/pdata/pmetric"
	"go.opentelemetry.io/collector/pdata/ptrace"
	"go.opentelemetry.io/collector/pipeline"
	"go.opentelemetry.io/collector/service"
	"go.opentelemetry.io/collector/service/pipelines"
	"go.opentelemetry.io/collector/service/telemetry"
	"go.yaml.in/yaml/v3"

	"otelflux.invalid/engine/judge"
)

// Run is one configuration and what happens to it.
type Run struct {
	// Config is the effective configuration, as JSON or YAML.
	Config string `json:"config"`
	// Environment holds the variables that the configuration reads; others are empty.
	Environment map[string]string `json:"environment,omitempty"`
	Steps       []Step            `json:"steps"`
}

// Step is data that comes in at a receiver, or time that passes.
type Step struct {
	// Receiver is the id of a receiver, at which Data of a signal comes in.
	Receiver string `json:"receiver,omitempty"`
	Signal   string `json:"signal,omitempty"`
	// Data is OTLP as JSON.
	Data json.RawMessage `json:"data,omitempty"`
	// Wait is a time in milliseconds.
	Wait int64 `json:"wait,omitempty"`
}

// Sent is one batch that an exporter got.
type Sent struct {
	Exporter string          `json:"exporter"`
	Signal   string          `json:"signal"`
	Data     json.RawMessage `json:"data"`
	// At is the time since the start of the run, in milliseconds.
	At int64 `json:"at"`
}

// Outcome is what came of a run.
type Outcome struct {
	Sent []Sent `json:"sent"`
	// Skipped lists the processors and connectors that are not linked: data passed the former by and ended at the latter.
	Skipped []string `json:"skipped"`
	// Refused says why the pipelines did not start.
	Refused string `json:"refused,omitempty"`
	// Dropped says what a component answered when it took no data.
	Dropped []string `json:"dropped"`
}

// Play runs the pipelines. What they still hold at the end goes out when they are shut down.
func Play(factories otelcol.Factories, run Run) Outcome {
	outcome := Outcome{Sent: []Sent{}, Skipped: []string{}, Dropped: []string{}}
	if err := play(factories, run, &outcome); err != nil {
		outcome.Refused = err.Error()
	}
	return outcome
}

func play(factories otelcol.Factories, run Run, outcome *Outcome) (failure error) {
	defer func() {
		if broken := recover(); broken != nil {
			failure = fmt.Errorf("a component broke off: %v", broken)
		}
	}()
	var body map[string]any
	if err := yaml.Unmarshal([]byte(run.Config), &body); err != nil {
		return err
	}
	conf, err := judge.Resolve(body, run.Environment)
	if err != nil {
		return err
	}
	taps := newTaps(outcome)
	set, err := taps.settings(factories, conf)
	if err != nil {
		return err
	}
	var config service.Config
	if config, err = serviceConfig(conf); err != nil {
		return err
	}
	ctx := context.Background()
	running, err := service.New(ctx, set, config)
	if err != nil {
		return err
	}
	taps.began = time.Now()
	if err := running.Start(ctx); err != nil {
		return errors.Join(err, running.Shutdown(ctx))
	}
	for _, step := range run.Steps {
		if step.Receiver == "" {
			time.Sleep(time.Duration(step.Wait) * time.Millisecond)
			continue
		}
		if err := taps.give(ctx, step); err != nil {
			outcome.Dropped = append(outcome.Dropped, fmt.Sprintf("%s, %s: %v", step.Receiver, step.Signal, err))
		}
	}
	return running.Shutdown(ctx)
}

// serviceConfig reads the pipelines; what the collector tells of itself and its extensions take no part.
func serviceConfig(conf *confmap.Conf) (service.Config, error) {
	held := struct {
		Pipelines pipelines.Config `mapstructure:"pipelines"`
	}{}
	sub, err := conf.Sub("service")
	if err != nil {
		return service.Config{}, err
	}
	err = sub.Unmarshal(&held, confmap.WithIgnoreUnused())
	return service.Config{Pipelines: held.Pipelines}, err
}

func silent() telemetry.Factory {
	return telemetry.NewFactory(func() component.Config { return &struct{}{} })
}

// give puts data in at a receiver.
func (t *taps) give(ctx context.Context, step Step) error {
	var id component.ID
	if err := id.UnmarshalText([]byte(step.Receiver)); err != nil {
		return err
	}
	entry, found := t.entries[id]
	if !found {
		return errors.New("no pipeline has this receiver")
	}
	switch step.Signal {
	case pipeline.SignalTraces.String():
		if entry.traces == nil {
			return errors.New("no pipeline of this signal has the receiver")
		}
		data, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces(step.Data)
		if err != nil {
			return err
		}
		return entry.traces.ConsumeTraces(ctx, data)
	case pipeline.SignalMetrics.String():
		if entry.metrics == nil {
			return errors.New("no pipeline of this signal has the receiver")
		}
		data, err := (&pmetric.JSONUnmarshaler{}).UnmarshalMetrics(step.Data)
		if err != nil {
			return err
		}
		return entry.metrics.ConsumeMetrics(ctx, data)
	case pipeline.SignalLogs.String():
		if entry.logs == nil {
			return errors.New("no pipeline of this signal has the receiver")
		}
		data, err := (&plog.JSONUnmarshaler{}).UnmarshalLogs(step.Data)
		if err != nil {
			return err
		}
		return entry.logs.ConsumeLogs(ctx, data)
	}
	return fmt.Errorf("there is no signal %q", step.Signal)
}
