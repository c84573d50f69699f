package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	securejoin "github.com/cyphar/filepath-securejoin"
	"github.com/fluxcd/pkg/kustomize"
	ssautils "github.com/fluxcd/pkg/ssa/utils"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/kustomize/api/resmap"
)

// build generates the kustomization.yaml where there is none, runs kustomize and replaces the variables.
func build(ctx context.Context, request Request) ([]*unstructured.Unstructured, error) {
	if request.Kustomization == nil {
		resources, err := kustomize.SecureBuild(request.Root, filepath.Join(request.Root, request.Folder), false)
		if err != nil {
			return nil, fmt.Errorf("build: %w", err)
		}
		return objectsOf(resources)
	}
	kustomization := unstructured.Unstructured{Object: request.Kustomization}
	path, _, err := unstructured.NestedString(request.Kustomization, "spec", "path")
	if err != nil {
		return nil, fmt.Errorf("spec.path: %w", err)
	}
	folder, err := securejoin.SecureJoin(request.Root, path)
	if err != nil {
		return nil, fmt.Errorf("spec.path: %w", err)
	}
	if _, err := kustomize.NewGenerator(request.Root, kustomization).WriteFile(folder); err != nil {
		return nil, fmt.Errorf("generate: %w", err)
	}
	resources, err := kustomize.SecureBuild(request.Root, folder, false)
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	if _, found, _ := unstructured.NestedMap(request.Kustomization, "spec", "postBuild"); found {
		strategy, _, _ := unstructured.NestedString(request.Kustomization, "spec", "postBuild", "substituteStrategy")
		for _, resource := range resources.Resources() {
			// Without a cluster there is nothing to read ConfigMaps and Secrets from: variables are inline.
			replaced, err := kustomize.SubstituteVariables(ctx, nil, kustomization, resource,
				kustomize.SubstituteWithDryRun(true), kustomize.SubstituteWithStrict(request.Strict),
				kustomize.SubstituteWithAlways(strategy == "Always"))
			if err != nil {
				return nil, fmt.Errorf("substitute in %s: %w", resource.CurId(), err)
			}
			if replaced == nil {
				continue
			}
			if _, err := resources.Replace(replaced); err != nil {
				return nil, fmt.Errorf("substitute: %w", err)
			}
		}
	}
	objects, err := objectsOf(resources)
	if err != nil {
		return nil, err
	}
	if _, found, _ := unstructured.NestedMap(request.Kustomization, "spec", "commonMetadata"); found {
		labels, _, _ := unstructured.NestedStringMap(request.Kustomization, "spec", "commonMetadata", "labels")
		annotations, _, _ := unstructured.NestedStringMap(request.Kustomization, "spec", "commonMetadata", "annotations")
		ssautils.SetCommonMetadata(objects, labels, annotations)
	}
	return objects, nil
}

// objectsOf reads what kustomize has written, as the controller does.
func objectsOf(resources resmap.ResMap) ([]*unstructured.Unstructured, error) {
	text, err := resources.AsYaml()
	if err != nil {
		return nil, err
	}
	return ssautils.ReadObjects(bytes.NewReader(text))
}
