"""An analyst's judgements: records in a file, anchored by the words they are about, and what they bear on."""
