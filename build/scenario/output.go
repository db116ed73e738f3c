package scenario

import (
	"errors"
	"strings"
)

// An Output is what a program prints with its default parameters: the same for all models, or by model.
type Output struct {
	All     string
	ByModel map[string]string
}

// Of is what the model's program prints.
func (o Output) Of(model string) string {
	if text, ok := o.ByModel[model]; ok {
		return text
	}
	return o.All
}

// UnmarshalYAML reads a text, or texts by model.
func (o *Output) UnmarshalYAML(read func(any) error) error {
	if read(&o.All) == nil {
		return nil
	}
	o.All = ""
	if read(&o.ByModel) == nil {
		return nil
	}
	return errors.New("output is a text, or a text by model: " + strings.Join(models, ", "))
}
