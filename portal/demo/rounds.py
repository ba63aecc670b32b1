def load_rounds(*a):
    pass
