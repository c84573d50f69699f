package main

import (
	"context"

	"github.com/fluxcd/pkg/ssa"
	"github.com/fluxcd/pkg/ssa/normalize"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

// owner is the field manager of Flux's kustomize-controller.
var owner = ssa.Owner{Field: "kustomize-controller", Group: "kustomize.toolkit.fluxcd.io"}

// apply puts the objects on the server in the controller's order and says what each apply changed.
func apply(ctx context.Context, request Request, objects []*unstructured.Unstructured) ([]Change, error) {
	kube, err := client.New(&rest.Config{
		Host:            request.Server.URL,
		BearerToken:     request.Server.Token,
		TLSClientConfig: rest.TLSClientConfig{CAData: []byte(request.Server.CA)},
		QPS:             200,
		Burst:           200,
	}, client.Options{})
	if err != nil {
		return nil, err
	}
	manager := ssa.NewResourceManager(kube, nil, owner)
	kustomization := unstructured.Unstructured{Object: request.Kustomization}
	manager.SetOwnerLabels(objects, kustomization.GetName(), kustomization.GetNamespace())
	if err := normalize.UnstructuredList(objects); err != nil {
		return nil, err
	}
	set, err := manager.ApplyAll(ctx, objects, ssa.DefaultApplyOptions())
	if err != nil {
		return nil, err
	}
	var changes []Change
	for _, entry := range set.Entries {
		changes = append(changes, Change{Subject: entry.Subject, Action: entry.Action.String()})
	}
	return changes, nil
}
