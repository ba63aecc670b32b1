"""From the text of a form.yaml to its definition, in three steps: characters and tree, fields, form."""
