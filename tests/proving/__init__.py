"""What a browser is seen to do, held against what readers are promised."""
