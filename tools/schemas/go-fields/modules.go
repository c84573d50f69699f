package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// modules finds the folder of a package among the modules that a component names in its go.mod.
type modules struct {
	folders map[string]string
	// checkout is a folder with the source of all modules below prefix at one release; empty where there is none.
	checkout, prefix, checkoutRelease string
	// pins are versions that are preferred to what a module asks for.
	pins map[string]string
}

// module is one module at one version, with the versions that its go.mod asks for.
type module struct {
	path, version, folder string
	requires              map[string]string
}

// get downloads a module by the go command, once.
func (m *modules) get(path, version string) (string, error) {
	if pinned, ok := m.pins[path]; ok {
		version = pinned
	} else if version == m.checkoutRelease && m.inCheckout(path) {
		return m.checkoutFolder(path), nil
	}
	key := path + "@" + version
	if folder, known := m.folders[key]; known {
		if folder == "" {
			return "", fmt.Errorf("%s cannot be had", key)
		}
		return folder, nil
	}
	command := exec.Command("go", "mod", "download", "-json", key)
	command.Dir = os.TempDir()
	output, failure := command.Output()
	var answer struct{ Dir, Error string }
	if err := json.Unmarshal(output, &answer); err != nil {
		return "", fmt.Errorf("%s: %w", key, failure)
	}
	m.folders[key] = answer.Dir
	if answer.Dir == "" && m.inCheckout(path) {
		// Better the neighbour release of a shared package than none.
		m.folders[key] = m.checkoutFolder(path)
		return m.folders[key], nil
	}
	if answer.Dir == "" {
		return "", fmt.Errorf("%s cannot be had: %s", key, strings.SplitN(answer.Error, "\n", 2)[0])
	}
	return answer.Dir, nil
}

func (m *modules) inCheckout(path string) bool {
	if m.checkout == "" || !within(path, m.prefix) {
		return false
	}
	_, err := os.Stat(filepath.Join(m.checkoutFolder(path), "go.mod"))
	return err == nil
}

func (m *modules) checkoutFolder(path string) string {
	return filepath.Join(m.checkout, strings.TrimPrefix(path, m.prefix))
}

// load reads a module; one that cannot be had at that very version is not read from the checkout of another.
func (m *modules) load(path, version string) (*module, error) {
	folder, err := m.get(path, version)
	if err == nil && folder == m.checkoutFolder(path) && version != m.checkoutRelease {
		err = fmt.Errorf("%s@%s cannot be had", path, version)
	}
	if err != nil {
		return nil, err
	}
	content, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	if err != nil {
		return nil, err
	}
	return &module{path: path, version: version, folder: folder, requires: requiresOf(string(content))}, nil
}

func requiresOf(content string) map[string]string {
	found := map[string]string{}
	inside := false
	for _, line := range strings.Split(content, "\n") {
		line, _, _ = strings.Cut(line, "//")
		words := strings.Fields(line)
		switch {
		case len(words) == 2 && words[0] == "require" && words[1] == "(":
			inside = true
		case len(words) == 1 && words[0] == ")":
			inside = false
		case inside && len(words) == 2:
			found[words[0]] = words[1]
		case len(words) == 3 && words[0] == "require":
			found[words[1]] = words[2]
		}
	}
	return found
}

// folderOf finds the folder of a package: inside the module itself or inside the longest required module that holds it.
func (m *modules) folderOf(home *module, path string) (string, error) {
	best, version := "", ""
	for _, known := range []map[string]string{home.requires, m.pins} {
		for candidate, wanted := range known {
			if within(path, candidate) && len(candidate) > len(best) {
				best, version = candidate, wanted
			}
		}
	}
	if within(path, home.path) && len(home.path) > len(best) {
		return filepath.Join(home.folder, strings.TrimPrefix(path, home.path)), nil
	}
	if best == "" {
		return "", fmt.Errorf("no module of %s holds %s", home.path, path)
	}
	folder, err := m.get(best, version)
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, strings.TrimPrefix(path, best)), nil
}

func within(path, module string) bool {
	return path == module || strings.HasPrefix(path, module+"/")
}
