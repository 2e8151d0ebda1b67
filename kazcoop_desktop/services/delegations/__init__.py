"""Delegations: what a visit still lacks, its timeline, programme, money, promises and papers."""
