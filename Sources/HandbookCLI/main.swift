print("handbook")
