"""The web's faces: health and metrics for those who run briefbot, a preview for those who read."""
