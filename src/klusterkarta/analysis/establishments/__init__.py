"""From establishments to figures of regions and industries: grouped on an engine, and made fit to be published."""
