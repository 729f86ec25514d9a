"""The sections of the report on conformance, each a module that gives one."""
