"""Where root keys come from: files, an environment variable, a transit service, a PKCS#11 token."""
