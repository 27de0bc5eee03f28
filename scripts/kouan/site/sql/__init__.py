"""SQL that anybody may write, run where it can do no harm: in processes that can be stopped."""
