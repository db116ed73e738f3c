// Functions declared by linkname may lack a body when the package has assembly.
