"""Reading e-mail: each message of a file is its writer's, of its day."""
