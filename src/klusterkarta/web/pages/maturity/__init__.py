"""The page of maturity from proxies."""
