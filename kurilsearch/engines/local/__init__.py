"""What the engines that keep their index in a folder share: the folder, its revision, and damage to it."""
