// The package has functions without a body: they are linked to the woven runtime.
